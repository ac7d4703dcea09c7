// Checkout: node checkout.mjs http://127.0.0.1:7071 acct_1 "Ines Hoffmann"
import { ComplianceClient, ComplianceError } from "./compliance.mjs";

/** Takes the money only where nothing stands against the account and the payer; otherwise waits or refuses. */
export async function mayPay(client, account, payer) {
  try {
    const answers = await Promise.all([
      client.screen({ channel: "payment", subject: { id: account, name: payer }, signals: { payment: { method: "card", billingCountry: "DE" } } }),
      client.decide({ action: "payment", account }),
    ]);
    // A word that is missing or new is not allow.
    if (answers.some((one) => one?.decision === "block")) return "refuse";
    return answers.every((one) => one?.decision === "allow") ? "take" : "wait";
  } catch (error) {
    if (!(error instanceof ComplianceError)) throw error;
    console.error(`not decided (${error.code}): the payment waits`);
    return "wait";
  }
}

const [, , base, account, name] = process.argv;
console.log(await mayPay(new ComplianceClient(base), account, name));
