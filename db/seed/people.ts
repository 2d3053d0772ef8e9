import type { Relation } from "#app/domain/access.ts";
import { holds, type Permission } from "#app/domain/people.ts";

export type DemoPerson = {
  readonly email: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
};

export const DEMO_PASSWORD = "evenhand-demo";

const ORGANISATION = "evenhand.example";
const person = (email: string, name: string, ...permissions: Permission[]): DemoPerson => ({
  ...{ email: `${email}@${ORGANISATION}`, name, permissions },
});

const ana = person("ana", "Ana Ferreira", "interviewer");
const lea = person("lea", "Lea Brandt", "lead");
const cora = person("cora", "Cora Whitfield", "committee");
const adam = person("adam", "Adam Novák", "admin");

/** The ones worth signing in as first. */
export const demoAccounts: readonly (DemoPerson & { readonly what: string })[] = [
  { ...ana, what: "interviewer, owes cards" },
  { ...lea, what: "recruiting lead" },
  { ...cora, what: "hiring committee" },
  { ...adam, what: "administrator" },
];

/** Everybody in the demo. All sign in with the same password. */
export const people: readonly DemoPerson[] = [
  ...[ana, lea, cora, adam],
  person("farid.nazari", "Farid Nazari", "lead"),
  person("emeka.obi", "Emeka Obi", "committee"),
  person("hanna.vainio", "Hanna Vainio", "interviewer", "committee"),
  person("tomasz.wieczorek", "Tomasz Wieczorek", "interviewer"),
  person("ingrid.solheim", "Ingrid Solheim", "interviewer"),
  person("kwame.asante", "Kwame Asante", "interviewer"),
  person("chiara.bellandi", "Chiara Bellandi", "interviewer"),
  person("declan.orourke", "Declan O'Rourke", "interviewer"),
  person("priya.raghunathan", "Priya Raghunathan", "interviewer"),
  person("mateo.quiroga", "Mateo Quiroga", "interviewer"),
  person("yuki.hayashida", "Yuki Hayashida", "interviewer"),
  person("samira.haddad", "Samira Haddad", "interviewer"),
  person("nikhil.deshmukh", "Nikhil Deshmukh", "interviewer"),
  person("zanele.mokoena", "Zanele Mokoena", "interviewer"),
  person("oskar.lindqvist", "Oskar Lindqvist", "interviewer"),
];

/** What a person's permissions give them on every loop. */
export const dutyOfPerson = (person: DemoPerson | undefined): Relation["duty"] =>
  person && holds(person, "lead")
    ? "lead"
    : person && holds(person, "committee")
      ? "committee"
      : "none";

/** How an interviewer scores: points above or below what others would give, or all criteria alike. */
export type Style = { readonly effect: number; readonly flat: boolean };

const plain: Style = { effect: 0, flat: false };
const styles: Readonly<Record<string, Style>> = {
  "Tomasz Wieczorek": { effect: -0.75, flat: false },
  "Ingrid Solheim": { effect: -0.65, flat: false },
  "Kwame Asante": { effect: 0.7, flat: false },
  "Chiara Bellandi": { effect: 0.7, flat: false },
  "Declan O'Rourke": { effect: 0.05, flat: true },
  "Ana Ferreira": { effect: -0.05, flat: false },
  "Mateo Quiroga": { effect: 0.2, flat: false },
  "Yuki Hayashida": { effect: -0.2, flat: false },
  "Nikhil Deshmukh": { effect: 0.15, flat: false },
  "Oskar Lindqvist": { effect: -0.15, flat: false },
};
export const styleOf = (name: string): Style => styles[name] ?? plain;
