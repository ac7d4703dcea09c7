namespace Compliance.Functions.Storage.Embedded;

/// <summary>What a change may use while it is applied: the writer's statements and the store's version counter.</summary>
internal sealed class WriteSession(Statements statements)
{
    private long lastVersion = statements.Number("SELECT value FROM last_version")
        ?? throw new StorageUnavailableException("The store has lost its version counter (table last_version is empty). Restore a backup.");

    private long savedVersion = -1;

    /// <summary>The writer's statements.</summary>
    public Statements Statements => statements;

    /// <summary>A number no record of this store had before.</summary>
    public long NextVersion() => ++lastVersion;

    /// <summary>Writes the counter, where it moved, as the last act of a transaction.</summary>
    public void SaveVersion()
    {
        if (savedVersion != lastVersion)
        {
            statements.Run("UPDATE last_version SET value = $1", lastVersion);
            savedVersion = lastVersion;
        }
    }

    /// <summary>Forgets what was saved by a transaction that did not commit; the numbers it used are not used again.</summary>
    public void ForgetSaved() => savedVersion = -1;
}
