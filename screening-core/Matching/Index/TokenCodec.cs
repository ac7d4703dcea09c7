using System.Collections.Immutable;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Lexicon;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>The stored form of an analysed word, with everything that analysing found out about it.</summary>
internal static class TokenCodec
{
    public static void Write(ByteWriter bytes, NameToken token)
    {
        bytes.Text(token.Text);
        bytes.Text(token.Sound);
        bytes.Text(token.Original);
        bytes.Number((long)token.Script);
        bytes.Number((long)token.Traits);
        bytes.Number((long)token.FormClass);
        bytes.Number((long)token.Gender);
        bytes.Number(token.Concept);
        bytes.Number(token.Number);
        bytes.Number(token.Groups.Length);
        foreach (var group in token.Groups)
        {
            bytes.Number(group);
        }

        bytes.Number(token.ConsonantKeys.Length);
        foreach (var key in token.ConsonantKeys)
        {
            bytes.Number(unchecked((long)key));
        }

        bytes.Number(token.Romanisations.Length);
        foreach (var romanised in token.Romanisations)
        {
            bytes.Text(romanised);
        }
    }

    public static NameToken Read(ref ByteReader bytes) => NameToken.Stored(
        bytes.Text(), bytes.Text(), bytes.TextOrNull(), (Script)bytes.Int(), (TokenTraits)bytes.Int(), (OrganisationClass)bytes.Number(),
            (Gender)bytes.Int(),
        bytes.Int(), bytes.Int(), Numbers(ref bytes), Keys(ref bytes), Texts(ref bytes));

    private static ImmutableArray<int> Numbers(ref ByteReader bytes)
    {
        var count = bytes.Int();
        var numbers = ImmutableArray.CreateBuilder<int>(count);
        for (var i = 0; i < count; i++)
        {
            numbers.Add(bytes.Int());
        }

        return numbers.MoveToImmutable();
    }

    private static ImmutableArray<ulong> Keys(ref ByteReader bytes)
    {
        var count = bytes.Int();
        var keys = ImmutableArray.CreateBuilder<ulong>(count);
        for (var i = 0; i < count; i++)
        {
            keys.Add(unchecked((ulong)bytes.Number()));
        }

        return keys.MoveToImmutable();
    }

    private static ImmutableArray<string> Texts(ref ByteReader bytes)
    {
        var count = bytes.Int();
        var texts = ImmutableArray.CreateBuilder<string>(count);
        for (var i = 0; i < count; i++)
        {
            texts.Add(bytes.Text());
        }

        return texts.MoveToImmutable();
    }
}
