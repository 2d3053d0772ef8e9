import { Notice } from "#app/components/page.tsx";

type Written = { readonly file: string; readonly link: string | null };

/** In development, where a mail went that would have been sent, with the link it asks to open. */
export function WrittenMail({ mail }: { mail: Written | null | undefined }) {
  if (!mail) return null;
  return (
    <Notice tone="plain" title="No mail server is set up">
      <p>
        The mail was written to <code className="wrap-anywhere">{mail.file}</code>.
      </p>
      {mail.link ? (
        <p>
          <a href={mail.link} className="link">
            Open its link
          </a>
        </p>
      ) : null}
    </Notice>
  );
}
