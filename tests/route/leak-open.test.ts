import { holdSecrets, otherWorlds } from "#tests/support/leak.ts";

holdSecrets(otherWorlds);
