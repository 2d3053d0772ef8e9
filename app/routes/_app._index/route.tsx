import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Empty, Page, Section } from "#app/components/page.tsx";
import { canSetUp } from "#app/domain/access.ts";
import { requireViewer } from "#app/http/session.server.ts";
import { LoopRows } from "#app/routes/_app._index/loop-rows.tsx";
import { OwedCards } from "#app/routes/_app._index/owed-cards.tsx";
import { ReopenRequests } from "#app/routes/_app._index/reopen-requests.tsx";
import { listLed, listOwed, listReopenRequests, listToDebrief } from "#db/queries/queue.server.ts";

export const meta: MetaFunction = () => [{ title: "My queue · Evenhand" }];

export const loader = async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const { db } = args.context;
  const leads = canSetUp(viewer).allowed;
  const [owed, requests, debriefs, led] = await Promise.all([
    listOwed(db, viewer),
    listReopenRequests(db, viewer),
    listToDebrief(db, viewer),
    leads ? listLed(db, viewer) : [],
  ]);
  const running = led.filter(({ id }) => !debriefs.some((loop) => loop.id === id));
  return { owed, requests, debriefs, led: running, leads, now: Date.now() };
};

/** What this person has to do, the most urgent first, and nothing else. */
export default function Queue() {
  const { owed, requests, debriefs, led, leads, now } = useLoaderData<typeof loader>();
  const idle = owed.length + requests.length + debriefs.length + led.length === 0;
  return (
    <Page title="My queue" width="max-w-4xl">
      {idle ? (
        <Empty
          title="Nothing waits for you"
          action={
            leads ? (
              <ButtonLink to="/loops/new" look="primary">
                Start a loop
              </ButtonLink>
            ) : (
              <ButtonLink to="/loops">See your loops</ButtonLink>
            )
          }
        >
          Cards you are asked to write, and loops that are ready to debrief, appear here.
        </Empty>
      ) : null}
      {owed.length > 0 ? (
        <Section title="Cards to write">
          <OwedCards cards={owed} now={now} />
        </Section>
      ) : null}
      {requests.length > 0 ? (
        <Section
          title="Requests to reopen a card"
          note="Their authors want to seal another version. Open the card to answer."
        >
          <ReopenRequests requests={requests} />
        </Section>
      ) : null}
      {debriefs.length > 0 ? (
        <Section
          title="Ready to debrief"
          note="Every panel card is in, or somebody opened the debrief."
        >
          <LoopRows loops={debriefs} to={(id) => `/loops/${id}/debrief`} />
        </Section>
      ) : null}
      {led.length > 0 ? (
        <Section title="Loops I lead">
          <LoopRows loops={led} to={(id) => `/loops/${id}`} />
        </Section>
      ) : null}
    </Page>
  );
}
