using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace HyperGan.Cli.Options;

/// <summary> What options may be, beyond what the command line checks by itself. </summary>
static class OptionRules
{
    /// <summary> Reads a number. The framework's own way allows thousands to be set off: there 4,5 is 45. </summary>
    public static double Number(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            result.AddError($"{((OptionResult)result.Parent!).Option.Name}: '{text}' is not a number such as 0.5.");
        return value;
    }

    /// <summary> Refuses an empty name of a file or folder: a script whose variable was not set. </summary>
    public static Option<string> NotEmpty(this Option<string> option)
    {
        option.Validators.Add(result => RefuseEmpty(result, option.Name));
        return option;
    }

    /// <inheritdoc cref="NotEmpty(Option{string})"/>
    public static Argument<string> NotEmpty(this Argument<string> argument)
    {
        argument.Validators.Add(result => RefuseEmpty(result, argument.Name));
        return argument;
    }

    static void RefuseEmpty(SymbolResult result, string name)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError($"{name}: the name is empty.");
    }
}
