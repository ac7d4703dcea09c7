using Compliance.Functions.Storage;

namespace Compliance.Functions.Tests.Storage.Azure;

[CollectionDefinition(Name)]
public sealed class KeyAzurite : ICollectionFixture<KeyAzuriteFixture>
{
    public const string Name = "Azurite with the account's key";
}

[CollectionDefinition(Name)]
public sealed class TokenAzurite : ICollectionFixture<TokenAzuriteFixture>
{
    public const string Name = "Azurite with a token";
}

[NeedsAzurite, Collection(KeyAzurite.Name), Trait("Category", "Emulator")]
public sealed class AzureRecordStoreTests(KeyAzuriteFixture azurite) : RecordStoreConformance
{
    protected override IRecordStore Records => azurite.Records;
}

[NeedsAzurite, Collection(KeyAzurite.Name), Trait("Category", "Emulator")]
public sealed class AzureBlobStoreTests(KeyAzuriteFixture azurite) : BlobStoreConformance
{
    protected override IBlobStore Blobs => azurite.Blobs;
}

[NeedsAzurite, Collection(KeyAzurite.Name), Trait("Category", "Emulator")]
public sealed class AzureMessageQueueTests(KeyAzuriteFixture azurite) : MessageQueueConformance
{
    protected override IMessageQueue Queue => azurite.Queue;

    protected override Task Pass(TimeSpan time) => Task.Delay(time);
}

[NeedsAzurite, Collection(TokenAzurite.Name), Trait("Category", "Emulator")]
public sealed class TokenRecordStoreTests(TokenAzuriteFixture azurite) : RecordStoreConformance
{
    protected override IRecordStore Records => azurite.Records;
}

[NeedsAzurite, Collection(TokenAzurite.Name), Trait("Category", "Emulator")]
public sealed class TokenBlobStoreTests(TokenAzuriteFixture azurite) : BlobStoreConformance
{
    protected override IBlobStore Blobs => azurite.Blobs;
}

[NeedsAzurite, Collection(TokenAzurite.Name), Trait("Category", "Emulator")]
public sealed class TokenMessageQueueTests(TokenAzuriteFixture azurite) : MessageQueueConformance
{
    protected override IMessageQueue Queue => azurite.Queue;

    protected override Task Pass(TimeSpan time) => Task.Delay(time);
}
