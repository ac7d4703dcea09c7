using System.Numerics;
using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Matching;

/// <content>Which words may belong together, and which do.</content>
internal sealed partial class NameComparer
{
    private void LinkAll()
    {
        for (var i = 0; i < _subjectCount; i++)
        {
            for (var j = 0; j < _listedCount; j++)
            {
                _links[i * Max + j] = TokenLinks.Between(_subject[i], _listed[j]);
            }
        }
    }

    // Words without postings are in no look-up: their links are asked for here.
    private void LinkKnown(ReadOnlySpan<int> numbers, LinkTable known)
    {
        var unposted = 0u;
        for (var i = 0; i < _subjectCount; i++)
        {
            unposted |= _subject[i].IsPosted ? 0 : 1u << i;
            Array.Clear(_links, i * Max, _listedCount);
        }

        for (var j = 0; j < _listedCount; j++)
        {
            var posted = _listed[j].IsPosted;
            for (var at = posted ? known.First(numbers[j]) : -1; at >= 0; at = known.At(at).Next)
            {
                ref readonly var found = ref known.At(at);
                if (found.Position < _subjectCount && (unposted >> found.Position & 1) == 0)
                {
                    _links[(found.Position * Max) + j] = found.Link;
                }
            }

            for (var open = posted ? unposted : uint.MaxValue; open != 0; open &= open - 1)
            {
                var i = BitOperations.TrailingZeroCount(open);
                if (i >= _subjectCount)
                {
                    break;
                }

                _links[(i * Max) + j] = TokenLinks.Between(_subject[i], _listed[j]);
            }
        }
    }

    private void Assign()
    {
        Array.Fill(_listedOf, -1, 0, _subjectCount);
        Array.Fill(_subjectOf, -1, 0, _listedCount);
        if (AssignsItself())
        {
            return;
        }

        for (var i = 0; i < _subjectCount; i++)
        {
            for (var j = 0; j < _listedCount; j++)
            {
                var near = 1e-3f / (1 + Math.Abs(i - j));
                _values[i * _listedCount + j] = _links[i * Max + j] is { Exists: true } link
                    ? (link.Similarity + near) * (_subjectWeights[i] + _listedWeights[j]) : 0;
            }
        }

        Assignment.Maximise(_values.AsSpan(0, _subjectCount * _listedCount), _subjectCount, _listedCount, _listedOf);
        Array.Fill(_subjectOf, -1, 0, _listedCount);
        for (var i = 0; i < _subjectCount; i++)
        {
            if (_listedOf[i] >= 0)
            {
                _subjectOf[_listedOf[i]] = i;
            }
        }
    }

    // Where no token has two links, there is nothing to choose.
    private bool AssignsItself()
    {
        for (var i = 0; i < _subjectCount; i++)
        {
            for (var j = 0; j < _listedCount; j++)
            {
                if (!_links[i * Max + j].Exists)
                {
                    continue;
                }

                if (_listedOf[i] >= 0 || _subjectOf[j] >= 0)
                {
                    return false;
                }

                (_listedOf[i], _subjectOf[j]) = (j, i);
            }
        }

        return true;
    }
}
