using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>A listed wallet in the forms that payment links and wallets write: BIP 21, BIP 173, EIP-55, EIP-681, CAIP-10.</summary>
internal static class WalletRules
{
    public static ImmutableArray<VariationRule> All { get; } =
    [
        Wallet("as-listed", "As listed", value => value),
        Wallet("blanks", "Blanks around it", value => $" {value}\n"),
        Wallet("bech32-capitals", "A bech32 address in capitals, as QR codes hold it (BIP 173)", value => IsBech32(value)
            ? value.ToUpperInvariant() : null),
        Wallet("bip21", "As a payment link with an amount (BIP 21)", value => IsBitcoin(value)
            ? $"bitcoin:{value}?amount=0.013&label=invoice" : null),
        Wallet("bip21-capitals", "A payment link in capitals, as QR codes hold it", value => IsBech32(value)
            ? $"BITCOIN:{value.ToUpperInvariant()}?AMOUNT=1" : null),
        Wallet("evm-capitals", "An EVM address in capitals", value => IsEvm(value) ? "0X" + value[2..].ToUpperInvariant() : null),
        Wallet("evm-small", "An EVM address in small letters", value => IsEvm(value) ? value.ToLowerInvariant() : null),
        Wallet("eip681", "As a payment link of Ethereum (EIP-681)", value => IsEvm(value)
            ? $"ethereum:{value}@1?value=2.014e18" : null),
        Wallet("eip681-pay", "With pay- in front (EIP-681)", value => IsEvm(value) ? $"ethereum:pay-{value}" : null),
        Wallet("caip10", "With its chain in front (CAIP-10)", value => IsEvm(value) ? $"eip155:1:{value}"
            : IsBitcoin(value) ? $"bip122:000000000019d6689c085ae165831e93:{value}" : null),
        Wallet("eip3770", "With a chain's short name in front (EIP-3770)", value => IsEvm(value) ? $"eth:{value}" : null),
        Wallet("link", "As a link of its own currency", value => value.StartsWith('T') && value.Length == 34 ? $"tron:{value}"
            : value.StartsWith('L') || value.StartsWith("ltc1", StringComparison.Ordinal) ? $"litecoin:{value}?amount=2" : null),
        Wallet("invisible", "Invisible characters in it", value => value.Insert(5, "\u200B").Insert(11, "\u2060")),
        Wallet("labelled", "Its chain in words in front", value => IsBitcoin(value) ? $"BTC: {value}" : IsEvm(value) ? $"ETH - {value}"
            : null),
        Wallet("label-behind", "Its chain in brackets behind", value => IsBitcoin(value) ? $"{value} (BTC)" : IsEvm(value)
            ? $"{value} (ERC20)" : null),
        Wallet("explorer", "As a link of a page that shows a chain", value => IsBitcoin(value)
            ? $"https://www.blockchain.com/btc/address/{value}" : IsEvm(value) ? $"https://etherscan.io/address/{value}"
            : value.StartsWith('T') && value.Length == 34 ? $"https://tronscan.org/#/address/{value}" : null),
        Wallet("quoted", "In quotation marks, with a full stop behind", value => $"\"{value}\"."),
    ];

    private static VariationRule Wallet(string id, string description, Func<string, string?> write) =>
        new("wallet." + id, description, VariationRule.EveryRule, (source, bits) =>
            IdentifierRules.OneOf(source, bits, one => one.Type == IdentifierType.Wallet && write(one.Value) is not null) is { } listed
                ? IdentifierRules.Stranger(source.Party.Kind) with
                {
                    Identifiers = [new Identifier(IdentifierType.Wallet, write(listed.Value)!)],
                }
                : null);

    private static bool IsBech32(string value) => value.StartsWith("bc1", StringComparison.Ordinal);

    private static bool IsBitcoin(string value) => IsBech32(value) || (value.Length is >= 26 and <= 35 && value[0] is '1' or '3'
        && value.All(char.IsAsciiLetterOrDigit));

    private static bool IsEvm(string value) => value.Length == 42 && value.StartsWith("0x", StringComparison.Ordinal);
}
