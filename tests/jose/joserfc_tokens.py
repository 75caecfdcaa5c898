# Mints and judges tokens by PyPI's `joserfc`: `python joserfc_tokens.py mint|judge`, JSON in and out.
import json
import sys
from importlib.metadata import version

if not version("joserfc").startswith("1."):
    sys.exit(f"joserfc 1 is needed, and {version('joserfc')} is installed")

from joserfc import jwk, jwt

asked = json.load(sys.stdin)



def mint(item):
    kind = {"HS256": "oct", "RS256": "RSA", "PS256": "RSA", "EdDSA": "OKP"}.get(item["alg"], "EC")
    key = jwk.import_key(item["pem"] or item["secret"], kind)
    return [jwt.encode({"alg": item["alg"]}, claims, key, algorithms=[item["alg"]]) for claims in item["claims"]]


def judge(item):
    rules = jwt.JWTClaimsRegistry(
        leeway=asked["skew"],
        iss={"essential": True, "value": asked["issuer"]},
        aud={"essential": True, "value": asked["audience"]},
        exp={"essential": True},
    )
    try:
        token = jwt.decode(item["token"], jwk.import_key(item["jwk"]), algorithms=[item["alg"]])
        rules.validate(token.claims)
        return True
    except Exception:
        return False


print(json.dumps([mint(item) if sys.argv[1] == "mint" else judge(item) for item in asked["items"]]))
