namespace Compliance.Functions.Storage.Embedded;

/// <summary>One change that waits for the writer. It is applied whole or not at all, and answered after it is on disk.</summary>
internal abstract class WriteWork
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private int state;

    /// <summary>Claims the work for the writer; false where its caller gave up first.</summary>
    public bool Take() => Interlocked.CompareExchange(ref state, Taken, Waiting) == Waiting;

    /// <summary>Applies the change within the writer's transaction.</summary>
    public abstract void Apply(WriteSession session);

    /// <summary>Answers the caller after the change is durable.</summary>
    public abstract void Succeed();

    /// <summary>Answers the caller with an error.</summary>
    public abstract void Fail(Exception error);

    /// <summary>Gives up while the work still waits; work in hand is finished and answered.</summary>
    protected bool GiveUp() => Interlocked.CompareExchange(ref state, Cancelled, Waiting) == Waiting;
}

/// <summary>A change with an answer.</summary>
internal sealed class WriteWork<T> : WriteWork
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<WriteSession, T> change;
    private readonly CancellationTokenRegistration registration;
    private T? result;

    public WriteWork(Func<WriteSession, T> change, CancellationToken cancellation)
    {
        this.change = change;
        registration = cancellation.UnsafeRegister(
            static (work, token) =>
            {
                var self = (WriteWork<T>)work!;
                if (self.GiveUp())
                {
                    self.answer.TrySetCanceled(token);
                }
            },
            this);
    }

    /// <summary>Ends when the change is durable, refused or given up.</summary>
    public Task<T> Answer => answer.Task;

    public override void Apply(WriteSession session) => result = change(session);

    public override void Succeed()
    {
        registration.Dispose();
        answer.TrySetResult(result!);
    }

    public override void Fail(Exception error)
    {
        registration.Dispose();
        answer.TrySetException(error);
    }
}
