using System.Text;

namespace Compliance.Lists.Reading;

/// <summary>Opens list files as text: byte order marks, UTF-8, and Windows-1252 in files that claim to be something else.</summary>
public static class PublishedText
{
    /// <summary>
    /// Opens the file as UTF-8 (UTF-16 where its byte order mark says so). A byte that is not UTF-8 is read as the Windows-1252 character
    /// it stands for: publishers have changed between the two without notice, and one file may hold both.
    /// </summary>
    /// <exception cref="ListFormatException">The file is empty.</exception>
    public static StreamReader Open(ListFile file)
    {
        var encoding = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new Windows1252Fallback());
        var reader = new StreamReader(file.Open(), encoding, detectEncodingFromByteOrderMarks: true, 1 << 16);
        if (reader.Peek() < 0)
        {
            reader.Dispose();
            throw new ListFormatException($"{file.Path}: the file is empty.");
        }

        return reader;
    }

    private sealed class Windows1252Fallback : DecoderFallback
    {
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();
    }

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        private string _text = "";
        private int _next;

        public override int Remaining => _text.Length - _next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (_text, _next) = (Windows1252.GetString(bytesUnknown), 0);
            return _text.Length > 0;
        }

        public override char GetNextChar() => _next < _text.Length ? _text[_next++] : '\0';

        public override bool MovePrevious()
        {
            if (_next == 0)
            {
                return false;
            }

            _next--;
            return true;
        }
    }
}
