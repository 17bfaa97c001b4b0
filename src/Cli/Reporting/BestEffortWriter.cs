using System.Text;

namespace HyperGan.Cli.Reporting;

/// <summary>
/// Drops what the stream behind it cannot take: a full disk, a reader that has gone, a stream that was closed. No run is to end because of a
/// line about its progress; results and exit code say how it went.
/// </summary>
sealed class BestEffortWriter(TextWriter writer) : TextWriter
{
    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value) => Try(writer => writer.Write(value));

    public override void Write(string? value) => Try(writer => writer.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(writer => writer.Write(buffer, index, count));

    public override void WriteLine(string? value) => Try(writer => writer.WriteLine(value));

    public override void Flush() => Try(writer => writer.Flush());

    void Try(Action<TextWriter> write)
    {
        try
        {
            write(writer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // There is nobody to tell.
        }
    }
}
