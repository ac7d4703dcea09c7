using System.Security.Cryptography;
using System.Text;

namespace Compliance.ScreeningCore.Policies.Experiments;

/// <summary>A trial of a policy on a part of the subjects, with the harm at which it stops by itself.</summary>
/// <param name="Id">The trial; another one chooses other subjects.</param>
/// <param name="Permille">How many of a thousand subjects are in it, 0 to 1000. 0 is a shadow: nobody is.</param>
/// <param name="Guard">The harm at which it stops.</param>
public sealed record PolicyExperiment(string Id, int Permille, PolicyGuard Guard)
{
    /// <summary>True where a subject is in the trial. By subject and never by request, so that nobody is treated now one way, now the
    /// other; by a key, so that nobody can choose an id that is in or out.</summary>
    /// <param name="key">A secret key of the deployment.</param>
    /// <param name="subject">The subject.</param>
    public bool Includes(ReadOnlySpan<byte> key, string subject)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}\n{subject}"));
        var place = (((uint)hash[0] << 24) | ((uint)hash[1] << 16) | ((uint)hash[2] << 8) | hash[3]) * 1000UL >> 32;
        return place < (ulong)Permille;
    }
}

/// <summary>When a trial stops: too many more are stopped than by the policy in force.</summary>
/// <param name="FewestCases">Cases before which nothing is concluded.</param>
/// <param name="MostMorePermille">How many more of a thousand may be stopped.</param>
public sealed record PolicyGuard(int FewestCases, int MostMorePermille)
{
    // Two-sided 95 %: the trial stops only where chance is no explanation.
    private const double Z = 1.96;

    /// <summary>True where the trial must stop: even the lower end of the interval of the difference lies above the bound.</summary>
    /// <param name="cases">Cases of the trial.</param>
    /// <param name="stopped">Cases that the trial stops.</param>
    /// <param name="stoppedBefore">Cases of the same that the policy in force stops.</param>
    public bool Stops(int cases, int stopped, int stoppedBefore)
    {
        if (cases < FewestCases || stopped <= stoppedBefore)
        {
            return false;
        }

        var share = (double)(stopped - stoppedBefore) / cases;
        var centre = share + (Z * Z / (2 * cases));
        var half = Z * Math.Sqrt((share * (1 - share) / cases) + (Z * Z / (4.0 * cases * cases)));
        return (centre - half) / (1 + (Z * Z / cases)) > MostMorePermille / 1000.0;
    }
}
