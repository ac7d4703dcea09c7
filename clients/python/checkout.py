"""Checkout: python3 checkout.py http://127.0.0.1:7071 acct_1 "Ines Hoffmann" """

import sys

from compliance import Client, ComplianceError


def may_pay(client, account, payer):
    """Takes the money only where nothing stands against the account and the payer; otherwise waits or refuses."""
    try:
        answer = client.screen({
            "channel": "payment",
            "subject": {"id": account, "name": payer},
            "signals": {"payment": {"method": "card", "billingCountry": "DE"}},
        })
        standing = client.decide({"action": "payment", "account": account})
    except ComplianceError as error:
        print(f"not decided ({error.code}): the payment waits", file=sys.stderr)
        return "wait"
    decisions = [answer.get("decision"), standing.get("decision")]  # A word that is missing or new is not allow.
    return "refuse" if "block" in decisions else "take" if all(one == "allow" for one in decisions) else "wait"


if __name__ == "__main__":
    base, account_id, name = sys.argv[1:4]
    print(may_pay(Client(base), account_id, name))
