namespace HyperGan.Cli.Tests;

/// <summary> Cancels as soon as a line begins as given: Ctrl-C at a known moment. </summary>
sealed class CancellingWriter(CancellationTokenSource source, string beginning) : StringWriter
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value?.StartsWith(beginning, StringComparison.Ordinal) == true)
            source.Cancel();
    }
}
