// Client of the Compliance API for Node 18 and later; types in compliance.d.mts.
// Nothing that fails counts as allow: every failure is an exception.
import { randomUUID } from "node:crypto"; // Node 18 has no global crypto.

export const decisions = ["allow", "review", "block"];
export const actions = ["none", "hold", "deny", "reject", "freeze"];
export const channels = ["signup", "login", "payment", "api_request", "org_verification"];
export const outcomes = ["allow", "challenge", "review", "restrict", "block"];
export const decisionActions = ["signup", "login", "payment", "api_request", "key_create", "model_access"];

export class ComplianceError extends Error {
  constructor(status, code, detail, errors = [], retryAfter = null) {
    super(`${status} ${code}: ${detail}`);
    Object.assign(this, { name: "ComplianceError", status, code, detail, errors, retryAfter });
  }
}

export class ComplianceClient {
  #base; #key; #timeout; #attempts;

  constructor(base, { key, timeoutMs = 10_000, attempts = 3 } = {}) {
    this.#base = base.replace(/\/+$/, "");
    this.#key = key;
    this.#timeout = timeoutMs;
    this.#attempts = attempts;
  }

  /** POST /api/v1/screenings */
  screen(request, idempotencyKey = randomUUID()) { return this.#send("POST", "/api/v1/screenings", request, { idempotencyKey }); }

  /** GET /api/v1/screenings/{id} */
  screening(id) { return this.#send("GET", `/api/v1/screenings/${encodeURIComponent(id)}`); }

  /** POST /api/v1/decisions */
  decide(request) { return this.#send("POST", "/api/v1/decisions", request, { idempotencyKey: randomUUID() }); }

  /** GET /api/v1/standing */
  standing(asked) { return this.#send("GET", `/api/v1/standing?${new URLSearchParams(Object.entries(asked).filter(([, value]) => value != null))}`); }

  /** POST /api/v1/events: CloudEvents, at most 1,000 */
  sendEvents(events) { return this.#send("POST", "/api/v1/events", events, { media: "application/cloudevents-batch+json" }); }

  /** GET /api/v1/lists */
  lists() { return this.#send("GET", "/api/v1/lists"); }

  async #send(method, path, body, options = {}) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(method, path, body, options);
      } catch (error) {
        if (!(error instanceof ComplianceError) || attempt === this.#attempts || ![0, 429, 503].includes(error.status)) throw error;
        const seconds = Math.min(30, secondsOf(error.retryAfter) ?? 0.2 * 2 ** attempt);
        await new Promise((done) => setTimeout(done, seconds * 1000));
      }
    }
  }

  async #once(method, path, body, { idempotencyKey, media = "application/json" }) {
    const headers = { accept: "application/json" };
    if (body !== undefined) headers["content-type"] = media;
    if (this.#key) headers["x-api-key"] = this.#key;
    if (idempotencyKey) headers["idempotency-key"] = idempotencyKey;
    let answer;
    let text;
    try {
      answer = await fetch(this.#base + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal: AbortSignal.timeout(this.#timeout) });
      text = await answer.text();
    } catch (failed) {
      throw new ComplianceError(0, "unreachable", String(failed));
    }
    const found = objectOf(text);
    if (answer.ok && found) return found;
    const problem = answer.ok || !found ? { code: "bad_answer", detail: "The answer is no JSON object." } : found;
    throw new ComplianceError(answer.status, problem.code ?? "unknown", problem.detail ?? problem.title ?? "",
      Array.isArray(problem.errors) ? problem.errors : [], answer.headers.get("retry-after"));
  }
}

/** The object that a text is; null where it is none. */
function objectOf(text) {
  try {
    const found = JSON.parse(text);
    return found !== null && typeof found === "object" && !Array.isArray(found) ? found : null;
  } catch {
    return null;
  }
}

/** Retry-After in seconds: a number or an HTTP date (RFC 9110); null where it is neither. */
function secondsOf(retryAfter) {
  const text = (retryAfter ?? "").trim();
  if (/^[0-9]+$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, (at - Date.now()) / 1000);
}
