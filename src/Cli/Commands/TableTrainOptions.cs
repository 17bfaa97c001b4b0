using System.CommandLine;
using HyperGan.Cli.Options;
using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Commands;

/// <summary> Options of <c>hypergan train</c> that make it learn from a table instead of a toy. </summary>
sealed class TableTrainOptions
{
    readonly Option<string> _target = new("--target") { Description = "Columns of the table to predict, by name or by position from 1, between commas.", HelpName = "columns" };

    readonly Option<string> _features = new("--features") { Description = "Columns to predict from. Default: all others.", HelpName = "columns" };

    readonly Option<string> _text = new("--text") { Description = "Columns that are texts even where they look like numbers, a postcode for instance.", HelpName = "columns" };

    readonly Option<bool> _classify = new("--classify") { Description = "The target is a class, not a number." };

    readonly Option<double> _testFraction = new("--test-fraction") { Description = "Share of the rows, drawn by the seed, that is held out to measure by.", HelpName = "share", DefaultValueFactory = _ => 0.1, CustomParser = OptionRules.Number };

    readonly CsvOptions _csv = new();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_target, _features, _text, _classify, _testFraction])
            command.Add(option);
        _csv.AddTo(command);
    }

    /// <summary> Is a table asked for? </summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetResult(_target) is not null;

    /// <summary> The name of an option that was given though there is no table; null where none was. </summary>
    public string? WithoutTarget(ParseResult parsed) => ((Option[])[_features, _text, _classify, _testFraction, .. _csv.All])
        .FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name.TrimStart('-');

    /// <summary> What to read, and how. </summary>
    /// <exception cref="ToolException"> Options that cannot be used. </exception>
    public TableOptions Table(ParseResult parsed) => _csv.Of(parsed) with
    {
        Targets = Lists.Of(parsed.GetValue(_target)),
        Features = Lists.Of(parsed.GetValue(_features)),
        Texts = Lists.Of(parsed.GetValue(_text)),
        Classify = parsed.GetValue(_classify),
    };

    /// <summary> The share of rows that is held out. </summary>
    /// <exception cref="ToolException"> It is no share, or leaves too little to learn from. </exception>
    public double TestFraction(ParseResult parsed)
    {
        var fraction = parsed.GetValue(_testFraction);
        return fraction is >= 0 and <= 0.9 ? fraction : throw new ToolException(ExitCode.Usage, $"test-fraction: {fraction}; give a share from 0 to 0.9.");
    }

    /// <summary> What was given beside the target, as <c>name=value</c>. </summary>
    public IEnumerable<string> Changes(ParseResult parsed)
    {
        foreach (var option in (Option[])[_features, _text, _testFraction])
            if (parsed.GetResult(option) is { Implicit: false } result)
                yield return $"{option.Name.TrimStart('-')}={string.Concat(result.Tokens.Select(token => token.Value))}";
    }
}
