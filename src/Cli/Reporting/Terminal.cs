using Spectre.Console;

namespace HyperGan.Cli.Reporting;

/// <summary>
/// Where the tool writes: results to the output, progress and complaints to the error stream, so that a pipe gets results alone.
/// A stream that is no terminal gets plain lines without control characters.
/// </summary>
sealed class Terminal
{
    /// <summary> Columns where no terminal says how many it has. </summary>
    const int PlainWidth = 120;

    readonly Lazy<IAnsiConsole> _results, _progress;
    readonly bool _mayDraw;

    /// <summary> These streams. </summary>
    /// <param name="output"> For results. </param>
    /// <param name="error"> For progress and complaints. </param>
    /// <param name="draws"> Whether progress is drawn as on a terminal; null: if the error stream is one. </param>
    public Terminal(TextWriter output, TextWriter error, bool? draws = null)
    {
        (Output, Error, _mayDraw) = (output, error, draws ?? new AnsiConsoleOutput(error).IsTerminal);
        (_results, _progress) = (new(() => Console(output, null)), new(() => Console(error, draws)));
    }

    /// <summary> For results. </summary>
    public TextWriter Output { get; }

    /// <summary> For progress and complaints. </summary>
    public TextWriter Error { get; }

    /// <summary> <see cref="Output"/> for tables. </summary>
    public IAnsiConsole Results => _results.Value;

    /// <summary> <see cref="Error"/> for progress bars. </summary>
    public IAnsiConsole Progress => _progress.Value;

    /// <summary> Whether bars may be drawn. </summary>
    public bool DrawsProgress => _mayDraw && Progress.Profile.Capabilities.Ansi && Progress.Profile.Capabilities.Interactive;

    /// <summary> The process's own streams; where the error stream is no terminal, what it cannot take is dropped. </summary>
    public static Terminal OfConsole()
    {
        System.Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new(System.Console.Out, System.Console.IsErrorRedirected ? new BestEffortWriter(System.Console.Error) : System.Console.Error);
    }

    /// <summary> A line for people, beside the results. </summary>
    public void Say(string line) => Error.WriteLine(line);

    /// <summary> What went wrong. </summary>
    public void Complain(string line) => Error.WriteLine(line);

    static IAnsiConsole Console(TextWriter writer, bool? draws)
    {
        var target = new AnsiConsoleOutput(writer);
        if (draws is true)
            return AnsiConsole.Create(new() { Out = target, Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Enrichment = new() { UseDefaultEnrichers = false } });
        if (draws is null && target.IsTerminal)
            return AnsiConsole.Create(new() { Out = target });
        var plain = AnsiConsole.Create(new()
        {
            Out = target,
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        plain.Profile.Width = PlainWidth;
        return plain;
    }
}
