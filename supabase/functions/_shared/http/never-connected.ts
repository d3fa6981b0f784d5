/** How deep an error's causes are followed. */
const CAUSES_MAX = 4;

/**
 * What Node calls a handshake that failed: the other side speaks no TLS, or is not who it should be.
 * Such codes alone as come before the first byte of a request.
 */
const HANDSHAKE =
  /^(?:CERT_|ERR_TLS_CERT_|ERR_SSL_(?:WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL)$|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER_CERT|VERIFY_LEAF_SIGNATURE))/;

/**
 * Whether a failed `fetch` never reached the other side: no connection, so not a byte of the
 * request left and repeating it cannot double it. False when that is not certain.
 * Node names the system call that failed; Deno says it in words (hyper's "client error (Connect)").
 */
export function neverConnected(error: unknown): boolean {
  let current = error;
  for (let depth = 0; depth < CAUSES_MAX && current instanceof Error; depth++) {
    if (current.message.includes("client error (Connect)")) return true;
    if (current instanceof AggregateError) return current.errors.every(connectFailed);
    if (connectFailed(current)) return true;
    current = current.cause;
  }
  return false;
}

function connectFailed(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const syscall = "syscall" in error ? error.syscall : null;
  const code = "code" in error ? error.code : null;
  if (syscall === "connect" || syscall === "getaddrinfo") return true;
  return typeof code === "string" && (code === "UND_ERR_CONNECT_TIMEOUT" || HANDSHAKE.test(code));
}
