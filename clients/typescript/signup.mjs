// Signup: node signup.mjs http://127.0.0.1:7071 "Boris Vymyslov" 1961-04-12
import { ComplianceClient, ComplianceError } from "./compliance.mjs";

/** What to do with somebody who opens an account: open it, hold it for an officer, or refuse. */
export async function mayOpen(client, account, name, birthDate) {
  try {
    const answer = await client.screen({ channel: "signup", subject: { id: account, type: "individual", name, birthDate } }, `signup-${account}`);
    // A word that is missing or new is not allow.
    return answer?.decision === "allow" ? "open" : answer?.decision === "block" ? "refuse" : "hold";
  } catch (error) {
    if (!(error instanceof ComplianceError)) throw error;
    console.error(`not screened (${error.code}): the account waits`);
    return "hold"; // Unknown is never allow.
  }
}

const [, , base, name, born] = process.argv;
console.log(await mayOpen(new ComplianceClient(base), `acct_ts_${name.replaceAll(" ", "")}`, name, born));
