namespace Compliance.Lists.OpenSanctions;

/// <summary>Topics in words.</summary>
public static class FtmTopicWords
{
    /// <summary>The topic in words; the topic itself where nobody knows it.</summary>
    public static string Of(string topic) => FtmTopics.WordsOf(topic);
}
