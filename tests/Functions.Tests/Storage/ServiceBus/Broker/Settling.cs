namespace Compliance.Functions.Tests.Storage.ServiceBus.Broker;

/// <summary>How a receiver settles a message.</summary>
internal enum Settling
{
    Complete,
    Abandon,
    Release,
    DeadLetter,
}
