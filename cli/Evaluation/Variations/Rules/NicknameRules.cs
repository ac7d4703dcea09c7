using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Fitting;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>Given names in their everyday short forms and in their forms of other languages. The table is not the engine's own.</summary>
internal static class NicknameRules
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Short = Table(
        """
        VLADIMIR Vova Volodya Vlad
        ALEKSANDR Sasha Alex
        ALEXANDER Alex Sasha
        DMITRY Dima
        DMITRI Dima
        SERGEY Seryozha
        SERGEI Seryozha
        YEVGENY Zhenya Gene
        EVGENY Zhenya
        MIKHAIL Misha
        NIKOLAY Kolya
        NIKOLAI Kolya
        IVAN Vanya
        ALEKSEY Alyosha
        ALEXEI Alyosha
        ANDREY Andrei
        YURIY Yuri Yura
        YURI Yura
        KONSTANTIN Kostya
        VIKTOR Vitya
        EKATERINA Katya
        NATALIA Natasha
        TATIANA Tanya
        TATYANA Tanya
        ROBERT Bob Rob
        WILLIAM Bill Will
        JAMES Jim
        JOHN Jack Johnny
        RICHARD Dick Rick
        MICHAEL Mike
        JOSEPH Joe
        THOMAS Tom
        CHARLES Charlie
        EDWARD Ed Eddie
        ANTHONY Tony
        DANIEL Dan
        DAVID Dave
        STEPHEN Steve
        STEVEN Steve
        CHRISTOPHER Chris
        ELIZABETH Liz Beth
        JOSE Pepe
        FRANCISCO Paco Pancho
        ANTONIO Toño Tony
        MANUEL Manolo
        ENRIQUE Quique
        EDUARDO Lalo
        ROBERTO Beto
        GUILLERMO Memo
        JESUS Chuy
        MOHAMMED Mohd Md
        MOHAMMAD Mohd Md
        MUHAMMAD Mohd Md
        MOHAMED Mohd
        ABDURRAHMAN Abdul
        """);

    private static readonly FrozenDictionary<string, ImmutableArray<string>> Abroad = Table(
        """
        ALEKSANDR Alexander Oleksandr
        ALEXANDER Aleksandr
        VLADIMIR Volodymyr Uladzimir
        SERGEY Serhii Siarhei
        SERGEI Serhiy
        NIKOLAY Mykola Nicholas
        DMITRY Dmytro
        DMITRI Dmytro
        ANDREY Andriy Andrew
        MIKHAIL Mykhailo Michael
        YEVGENY Yevhen Eugene
        EVGENY Yevgeni Eugene
        ALEKSEY Oleksii Alexey
        VIKTOR Victor
        IGOR Ihor
        OLEG Oleh
        PAVEL Pavlo
        MUHAMMAD Mohammed Mehmet
        MOHAMMED Muhammad Mohamad
        MOHAMMAD Muhammad Mohamed
        AHMAD Ahmed Achmed
        AHMED Ahmad
        HUSSEIN Husayn Hossein
        HUSAYN Hussein Hussain
        HASSAN Hasan
        YUSUF Yousef Joseph
        IBRAHIM Ebrahim Abraham
        ALI Aly
        OMAR Umar
        UMAR Omar
        JOSE Joseph
        JUAN John
        JORGE George
        LUIS Louis
        """);

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Person("nickname", "The first given name in its everyday short form, all other names kept", (source, bits) =>
            Exchanged(source, bits, Short)),
        Person("name-abroad", "A given name in its form of another language", (source, bits) => Exchanged(source, bits, Abroad)),
    ];

    private static string? Exchanged(VariationSource source, Compliance.ScreeningCore.Matching.Fitting.SplitMix bits,
        FrozenDictionary<string, ImmutableArray<string>> table) =>
        source is { IsLatin: true, HasParts: true } && table.TryGetValue(source.Given[0].ToUpperInvariant(), out var forms)
            ? Join([Pick(forms, bits), .. source.Given[1..], .. source.Family])
            : null;

    private static FrozenDictionary<string, ImmutableArray<string>> Table(string rows) =>
        rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(row => row.Split(' '))
            .ToFrozenDictionary(row => row[0], row => row.AsSpan(1).ToImmutableArray(), StringComparer.Ordinal);
}
