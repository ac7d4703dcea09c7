using Compliance.Lists.Reading;

namespace Compliance.Lists.Tests;

public sealed class ListFileTests
{
    [Fact]
    public void A_file_knows_its_name_and_folder()
    {
        var file = new ListFile("us-ofac/sdn-csv/2024-05-03/sdn.csv", () => Stream.Null);
        Assert.Equal(("sdn.csv", "us-ofac/sdn-csv/2024-05-03"), (file.Name, file.Folder));
    }
}
