"""Client of the Compliance API for Python 3.9 and later; it needs nothing but the standard library.

    client = Client("https://compliance.example", key="...")
    answer = client.screen({"channel": "signup", "subject": {"id": "acct_1", "name": "Ines Hoffmann"}})
    if answer["decision"] == "allow": ...

The shapes are those of /openapi/v1.json. Nothing that fails counts as allow: every failure is an exception.
"""

import email.utils
import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

DECISIONS = ("allow", "review", "block")
ACTIONS = ("none", "hold", "deny", "reject", "freeze")
CHANNELS = ("signup", "login", "payment", "api_request", "org_verification")
OUTCOMES = ("allow", "challenge", "review", "restrict", "block")
DECISION_ACTIONS = ("signup", "login", "payment", "api_request", "key_create", "model_access")


class ComplianceError(Exception):
    """The service refused or failed. `status` is 0 where it could not be reached."""

    def __init__(self, status, code, detail, errors=()):
        super().__init__(f"{status} {code}: {detail}")
        self.status, self.code, self.detail, self.errors = status, code, detail, list(errors)


class Client:
    """Calls the service. Busy and unreachable services are asked again, with the same Idempotency-Key."""

    def __init__(self, base, key=None, timeout=10.0, attempts=3, sleep=time.sleep):
        self._base, self._key = base.rstrip("/"), key
        self._timeout, self._attempts, self._sleep = timeout, attempts, sleep

    def screen(self, request, idempotency_key=None):
        """POST /api/v1/screenings"""
        return self._send("POST", "/api/v1/screenings", request, idempotency_key or str(uuid.uuid4()))

    def screening(self, screening_id):
        """GET /api/v1/screenings/{id}"""
        return self._send("GET", "/api/v1/screenings/" + urllib.parse.quote(screening_id, safe=""))

    def decide(self, request):
        """POST /api/v1/decisions"""
        return self._send("POST", "/api/v1/decisions", request, str(uuid.uuid4()))

    def standing(self, key=None, end_user=None, account=None):
        """GET /api/v1/standing"""
        asked = {"key": key, "endUser": end_user, "account": account}
        return self._send("GET", "/api/v1/standing?" + urllib.parse.urlencode({k: v for k, v in asked.items() if v is not None}))

    def send_events(self, events):
        """POST /api/v1/events: CloudEvents, at most 1,000"""
        return self._send("POST", "/api/v1/events", list(events), media="application/cloudevents-batch+json")

    def lists(self):
        """GET /api/v1/lists"""
        return self._send("GET", "/api/v1/lists")

    def _send(self, method, path, body=None, idempotency_key=None, media="application/json"):
        for attempt in range(1, self._attempts + 1):
            try:
                return self._once(method, path, body, idempotency_key, media)
            except ComplianceError as error:
                wait = getattr(error, "retry_after", None)
                if attempt == self._attempts or error.status not in (0, 429, 503):
                    raise
                self._sleep(min(30.0, wait if wait is not None else 0.2 * 2**attempt))

    def _once(self, method, path, body, idempotency_key, media):
        headers = {"Accept": "application/json"}
        data = None
        if body is not None:
            data, headers["Content-Type"] = json.dumps(body).encode("utf-8"), media
        if self._key:
            headers["X-Api-Key"] = self._key
        if idempotency_key:
            headers["Idempotency-Key"] = idempotency_key
        request = urllib.request.Request(self._base + path, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as answer:
                status, content = answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            raise _problem(refused) from None
        except (http.client.HTTPException, OSError) as failed:  # URLError and TimeoutError are OSErrors.
            raise ComplianceError(0, "unreachable", str(failed)) from None
        try:
            found = json.loads(content)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise ComplianceError(status, "bad_answer", "The answer is no JSON object.")
        return found


def _problem(refused):
    try:
        problem = json.loads(refused.read())
    except (http.client.HTTPException, OSError, ValueError):
        problem = None
    if not isinstance(problem, dict):
        problem = {"code": "bad_answer", "detail": "The answer is no problem document."}
    errors = problem.get("errors")
    error = ComplianceError(refused.code, problem.get("code") or "unknown", problem.get("detail") or problem.get("title") or "",
                            errors if isinstance(errors, list) else ())
    error.retry_after = _seconds(refused.headers.get("Retry-After"))
    return error


def _seconds(retry_after):
    """Retry-After in seconds: a number or an HTTP date (RFC 9110); None where it is neither."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    except (IndexError, OverflowError, TypeError, ValueError):
        return None
