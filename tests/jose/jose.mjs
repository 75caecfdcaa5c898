// Mints and judges tokens by npm's `jose`: `node jose.mjs mint|judge`, JSON in and out.
import { text } from "node:stream/consumers";
import { importJWK, importPKCS8, jwtVerify, SignJWT } from "jose";

const asked = JSON.parse(await text(process.stdin));

async function mint({ alg, pem, secret, claims }) {
  const key = pem ? await importPKCS8(pem, alg) : Buffer.from(secret);
  return Promise.all(claims.map((set) => new SignJWT(set).setProtectedHeader({ alg, typ: "JWT" }).sign(key)));
}

async function judge({ alg, jwk, token }) {
  const { issuer, audience, skew } = asked;
  const options = { algorithms: [alg], issuer, audience, clockTolerance: skew, requiredClaims: ["exp"] };
  return jwtVerify(token, await importJWK(jwk, alg), options).then(
    () => true,
    () => false,
  );
}

const answers = await Promise.all(asked.items.map(process.argv[2] === "mint" ? mint : judge));
process.stdout.write(JSON.stringify(answers));
