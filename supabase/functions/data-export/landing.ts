/** Posts to the address that it was opened by; without scripts. */
const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Your data</title>
<form method="post">
<p>The file holds your texts and all else that is kept of you. This link is good once.</p>
<p lang="es">El archivo contiene sus mensajes y todo lo que se guarda de usted. Este enlace sirve una vez.</p>
<button>Download my data · Descargar mis datos</button>
</form>
</html>
`;

/** What a link shows: one button, so that only a person uses it up. */
export function landing(): Response {
  return new Response(PAGE, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; form-action 'self'",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    },
  });
}
