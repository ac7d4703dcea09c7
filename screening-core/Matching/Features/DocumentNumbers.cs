using System.Collections.Frozen;
using System.Text;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Features;

/// <summary>The number on a document, without the words and card letters that forms and lists write in front of it.</summary>
internal static class DocumentNumbers
{
    private const int LeastDigitsBehindLetter = 5;

    // What documents and numbers are called where they are written: a number's name is not part of it.
    private static readonly FrozenSet<string> DocumentWords = FrozenSet.ToFrozenSet(
        ("PASSPORT PASSEPORT PASAPORTE PASSAPORTO PASSAPORTE REISEPASS PASS PPT PASSNO ПАСПОРТ NATIONAL IDENTITY IDENTIFICATION IDENTITA "
            + "ID IDNO "
        + "CARD NUMBER NUMERO NUMÉRO NUM NUMMER NR NO N № НОМЕР TAX TIN TAXID VAT VATIN UID INN ИНН OGRN ОГРН OGRNIP ОГРНИП KPP КПП OKPO "
        + "ОКПО BIN "
        + "БИН IIN ИИН PINFL EDRPOU ЄДРПОУ UNP УНП EIN SSN NIT RUC RUT RFC CURP CNPJ CPF RG CUIT CUIL DNI NIE NIF CIF CEDULA CÉDULA CC "
        + "CI RIF "
        + "REGISTRATION REGISTERED REG REGNO COMPANY COMPANIES COMMERCIAL TRADE REGISTER CR CRN USCC SOCIAL CREDIT CODE LICENSE LICENCE "
        + "DRIVERS "
        + "DRIVER UNIFIED STATE GOVERNMENT CNIC NIC NID AADHAAR PAN GSTIN NPWP KTP MYNUMBER BULSTAT EIK KVK SIREN SIRET DUNS OF "
        + "FOR").Split(' '),
        StringComparer.Ordinal);

    /// <summary>The number: upper case, letters and digits; empty where none is left.</summary>
    /// <param name="type">The type stated.</param>
    /// <param name="written">The number as written.</param>
    /// <param name="issuer">The issuing country, where stated.</param>
    public static string Of(IdentifierType type, string written, CountryCode issuer)
    {
        var text = WithoutCountry(IdentifierText.Plain(written).ToUpperInvariant(), issuer);
        return Kept(Confusables.CapitalsInLatin(WithoutCardLetter(WithoutNames(text), type, issuer)));
    }

    // The issuer's code in front, parted from the number, or a country in brackets behind it: they say who issued it.
    private static string WithoutCountry(string text, CountryCode issuer)
    {
        var open = text.EndsWith(')') ? text.LastIndexOf('(') : -1;
        if (open > 0 && text.AsSpan(open).IndexOfAnyInRange('0', '9') < 0 && text.AsSpan(0, open).ContainsAnyInRange('0', '9'))
        {
            text = text[..open].TrimEnd();
        }

        var end = 0;
        while (end < text.Length && char.IsAsciiLetterUpper(text[end]))
        {
            end++;
        }

        return end == 2 && end < text.Length && text[end] is ' ' or '-' or '/' && issuer.IsStated && text.AsSpan(0, end).SequenceEqual(
            issuer.Value) && text.AsSpan(end).ContainsAnyInRange('0', '9') ? text[(end + 1)..] : text;
    }

    // Words in front that name the document, as long as a digit is left behind them.
    private static string WithoutNames(string text)
    {
        while (true)
        {
            var start = 0;
            while (start < text.Length && !char.IsLetterOrDigit(text[start]) && text[start] != '№')
            {
                start++;
            }

            var end = start;
            while (end < text.Length && (char.IsLetter(text[end]) || text[end] == '№'))
            {
                end++;
            }

            // A stop inside an abbreviation (C.C., N.I.T.) joins its letters.
            var (word, behind) = Abbreviation(text, start) ?? (text[start..end], end);
            if (word.Length == 0 || !(DocumentWords.Contains(word) || DocumentWords.Contains(Confusables.CapitalsInLatin(word)))
                || !text.AsSpan(behind).ContainsAnyInRange('0', '9'))
            {
                return text[start..];
            }

            text = text[behind..];
        }
    }

    private static (string Word, int Behind)? Abbreviation(string text, int start)
    {
        var (word, at) = (new StringBuilder(6), start);
        while (at + 1 < text.Length && char.IsLetter(text[at]) && text[at + 1] == '.')
        {
            word.Append(text[at]);
            at += 2;
        }

        return word.Length > 1 ? (word.ToString(), at) : null;
    }

    // Venezuelan cards and tax numbers: V and E for persons, J, G and P for bodies (SENIAT). The letter tells the kind of bearer; lists
    // and forms write it or not. Letters of passports are part of their numbers.
    private static string WithoutCardLetter(string text, IdentifierType type, CountryCode issuer)
    {
        if (text.Length <= LeastDigitsBehindLetter || text[0] is not ('V' or 'E' or 'J' or 'G' or 'P') || type == IdentifierType.Passport
            || (issuer.IsStated && issuer.Value != "VE"))
        {
            return text;
        }

        var number = text[1..].TrimStart('-', ' ', '.');
        var isApart = number.Length < text.Length - 1;
        return (isApart || issuer.IsStated) && number.Length >= LeastDigitsBehindLetter
            && number.All(letter => char.IsAsciiDigit(letter) || letter is '-' or '.' or ' ') ? number : text;
    }

    private static string Kept(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
            {
                kept.Append(letter);
            }
        }

        return kept.ToString();
    }
}
