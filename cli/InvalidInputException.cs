namespace Compliance.Cli;

/// <summary>What the user handed in cannot be used. The message names the value, the place, and how to mend it; it is shown without a stack
/// trace.</summary>
public sealed class InvalidInputException : Exception
{
    public InvalidInputException()
    {
    }

    public InvalidInputException(string message)
        : base(message)
    {
    }

    public InvalidInputException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
