using System.Globalization;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation.Negatives;

/// <summary>Lines of payment messages, invented: what a payment is for, with numbers and dates.</summary>
internal static class MemoLines
{
    private static readonly string[] Things =
        ["Invoice {0}", "INV-{0} consulting March", "Rent {1} flat {2}", "Salary {1}", "Order #{0} books", "Subscription renewal {1}",
            "Refund {0}",
        "Factura {0} servicios", "Facture {0} abonnement", "Rechnung {0} vom {1}", "Loan repayment {2} of 24", "Tuition fee semester {2}",
        "Dinner share", "Birthday gift for mum", "Electricity bill {1}", "API credits {1}", "Cloud hosting {0}", "Car insurance {0}",
        "Оплата по счёту {0}", "За услуги связи {1}", "Аренда квартиры {2}", "请款 {0}", "会费 {1}", "家賃 {1}", "Deposit for {2} nights",
        "Holiday in Portugal", "Wedding photographs", "Translation work {0}", "Freight charges B/L {0}", "Spare parts ref {0}",
            "Donation animal shelter",
        "Split groceries week {2}", "Netflix and gym", "PO {0} / GRN {2}", "Pago de alquiler {1}", "Miete {1}", "Abbonamento palestra {2}",
        "Tennis club fee {2}", "Flight tickets Lisbon", "Web design, second instalment"];

    public static IEnumerable<Stranger> Draw(ulong seed)
    {
        for (var number = 1; ; number++)
        {
            var bits = new SplitMix(SplitMix.Hash(seed, 3, (ulong)number));
            var text = string.Format(CultureInfo.InvariantCulture, Things[bits.Below(Things.Length)], 10000 + bits.Below(900000),
                $"{1 + bits.Below(12):00}/{2023 + bits.Below(4)}", 1 + bits.Below(40));
            yield return new Stranger(number, new ScreeningSubject { Name = text, Kind = PartyKind.Unknown });
        }
    }
}
