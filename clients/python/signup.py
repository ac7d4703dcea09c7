"""Signup: python3 signup.py http://127.0.0.1:7071 "Boris Vymyslov" 1961-04-12"""

import sys

from compliance import Client, ComplianceError


def may_open(client, account, name, birth_date):
    """What to do with somebody who opens an account: open it, hold it for an officer, or refuse."""
    try:
        answer = client.screen({
            "channel": "signup",
            "subject": {"id": account, "type": "individual", "name": name, "birthDate": birth_date},
        }, idempotency_key="signup-" + account)
    except ComplianceError as error:
        print(f"not screened ({error.code}): the account waits", file=sys.stderr)
        return "hold"  # Unknown is never allow.
    decision = answer.get("decision")  # A word that is missing or new is not allow.
    return "open" if decision == "allow" else "refuse" if decision == "block" else "hold"


if __name__ == "__main__":
    base, full_name, born = sys.argv[1:4]
    print(may_open(Client(base), "acct_py_" + "".join(full_name.split()), full_name, born))
