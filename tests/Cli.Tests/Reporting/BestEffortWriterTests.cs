using System.Text;
using HyperGan.Cli.Reporting;

namespace HyperGan.Cli.Tests;

public class BestEffortWriterTests
{
    [Fact]
    public void A_run_ends_well_although_its_error_stream_takes_nothing()
    {
        var full = new FullDisk();
        using var folder = new TemporaryFolder();
        var run = Tool.Run(["train", "--task", "cubic", "--out", folder.File("run"), "--json", .. Tool.Small], new BestEffortWriter(full), TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.True(full.Attempts > 1);
        Assert.Equal(20, (int)run.Json["steps"]!);
    }

    [Fact]
    public void Bad_arguments_have_their_exit_code_although_nobody_hears_why() =>
        Assert.Equal(ExitCode.Usage, Tool.Run(["predict"], new BestEffortWriter(new FullDisk()), TestContext.Current.CancellationToken).Code);

    [Fact]
    public void What_can_be_written_is()
    {
        var target = new StringWriter { NewLine = "\n" };
        var writer = new BestEffortWriter(target);
        writer.Write('a');
        writer.Write("bc");
        writer.Write(['x', 'd', 'e', 'x'], 1, 2);
        writer.Write("fg".AsSpan());
        writer.WriteLine("h");
        Assert.Equal("abcdefgh\n", target.ToString());
    }

    sealed class FullDisk : TextWriter
    {
        public int Attempts { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            Attempts++;
            throw new IOException("No space left on device");
        }
    }
}
