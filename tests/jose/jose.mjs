// Signs and verifies tokens with npm's `jose`: `node jose.mjs sign|verify`, JSON on stdin and stdout.
import { text } from "node:stream/consumers";
import { importJWK, importPKCS8, jwtVerify, SignJWT } from "jose";

const request = JSON.parse(await text(process.stdin));

async function sign({ alg, pem, secret, claims }) {
  const key = pem ? await importPKCS8(pem, alg) : Buffer.from(secret);
  return Promise.all(claims.map((set) => new SignJWT(set).setProtectedHeader({ alg, typ: "JWT" }).sign(key)));
}

async function verify({ alg, jwk, token }) {
  const { issuer, audience, leeway } = request;
  const options = { algorithms: [alg], issuer, audience, clockTolerance: leeway, requiredClaims: ["exp"] };
  return jwtVerify(token, await importJWK(jwk, alg), options).then(
    () => true,
    () => false,
  );
}

const results = await Promise.all(request.items.map(process.argv[2] === "sign" ? sign : verify));
process.stdout.write(JSON.stringify(results));
