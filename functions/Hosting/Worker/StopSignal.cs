using System.Runtime.InteropServices;

namespace Compliance.Functions.Hosting.Worker;

/// <summary>Remembers whether the process was asked to end by a signal, and not by its host.</summary>
internal sealed class StopSignal : IDisposable
{
    private static readonly PosixSignal[] Ending = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT];
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignal() =>
        _registrations = [.. Ending.Select(signal => PosixSignalRegistration.Create(signal, _ => Came = true))];

    /// <summary>True after a signal.</summary>
    public bool Came { get; private set; }

    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());
}
