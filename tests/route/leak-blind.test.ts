import { blindWorlds, holdSecrets } from "#tests/support/leak.ts";

holdSecrets(blindWorlds);
