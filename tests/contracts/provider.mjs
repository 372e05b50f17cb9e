// Somebody else's sign-in: a certified OpenID provider with its own development pages, where any name is an account.
// Arguments: port, where it sends people back, how the client proves itself.
import Provider from "oidc-provider";

const [port, back, proves] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients: [{ client_id: "frontdoor", client_secret: "a secret of the tests", redirect_uris: [back], token_endpoint_auth_method: proves }],
  cookies: { keys: ["only for tests"] },
  pkce: { required: () => true },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
