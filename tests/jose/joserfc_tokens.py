# Signs and verifies tokens with PyPI's `joserfc`: `python joserfc_tokens.py sign|verify`, JSON on stdin and stdout.
import json
import sys
from importlib.metadata import version

if not version("joserfc").startswith("1."):
    sys.exit(f"expected joserfc 1, found {version('joserfc')}")

from joserfc import jwk, jwt

request = json.load(sys.stdin)


def sign(item):
    key_type = {"HS256": "oct", "RS256": "RSA", "PS256": "RSA", "EdDSA": "OKP"}.get(item["alg"], "EC")
    key = jwk.import_key(item["pem"] or item["secret"], key_type)
    return [jwt.encode({"alg": item["alg"]}, claims, key, algorithms=[item["alg"]]) for claims in item["claims"]]


def verify(item):
    registry = jwt.JWTClaimsRegistry(
        leeway=request["leeway"],
        iss={"essential": True, "value": request["issuer"]},
        aud={"essential": True, "value": request["audience"]},
        exp={"essential": True},
    )
    try:
        token = jwt.decode(item["token"], jwk.import_key(item["jwk"]), algorithms=[item["alg"]])
        registry.validate(token.claims)
        return True
    except Exception:
        return False


print(json.dumps([sign(item) if sys.argv[1] == "sign" else verify(item) for item in request["items"]]))
