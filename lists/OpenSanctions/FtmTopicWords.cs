namespace Compliance.Lists.OpenSanctions;

/// <summary>Topics in words.</summary>
public static class FtmTopicWords
{
    /// <summary>The topic in words; the topic itself where nobody knows it.</summary>
    public static string Of(string topic) => FtmTopics.WordsOf(topic);

    /// <summary>True where the topic, or a beginning of it up to a dot, is one that OpenSanctions documents.</summary>
    public static bool IsKnown(string topic) => FtmTopics.IsKnown(topic);
}
