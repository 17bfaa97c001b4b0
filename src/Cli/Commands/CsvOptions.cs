using System.CommandLine;
using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Commands;

/// <summary> Options that say how a table is written. What is not given is found out. </summary>
sealed class CsvOptions
{
    readonly Option<bool> _dropMissing = new("--drop-missing") { Description = "Leave rows with missing values out, and say how many; otherwise they are an error." };

    readonly Option<string> _separator = new("--separator") { Description = "Between the fields of the table: one character, or tab or space. Default: found out.", HelpName = "character" };

    readonly Option<string> _decimal = new Option<string>("--decimal") { Description = "The decimal point of the table. Default: found out.", HelpName = ".|," }.AcceptOnlyFromAmong(".", ",");

    readonly Option<bool> _noHeader = new("--no-header") { Description = "The first row of the table is data; columns are called by their positions, from 1." };

    readonly Option<bool> _header = new("--header") { Description = "The first row of the table names the columns. Default: found out." };

    /// <summary> All of them. </summary>
    public IEnumerable<Option> All => [_dropMissing, _separator, _decimal, _header, _noHeader];

    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
    }

    /// <summary> How a table is to be read. </summary>
    /// <exception cref="ToolException"> Options contradict each other. </exception>
    public TableOptions Of(ParseResult parsed)
    {
        var (header, none) = (parsed.GetValue(_header), parsed.GetValue(_noHeader));
        if (header && none)
            throw new ToolException(ExitCode.Usage, "header and no-header: give one of them.");
        var (separator, point) = (Separator(parsed.GetValue(_separator)), parsed.GetValue(_decimal)?[0]);
        if (separator is not null && separator == point)
            throw new ToolException(ExitCode.Usage, $"separator and decimal are both '{separator}'.");
        return new() { DropMissing = parsed.GetValue(_dropMissing), Separator = separator, DecimalPoint = point, HasHeader = header ? true : none ? false : null };
    }

    static char? Separator(string? text) => text switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        "space" => ' ',
        [var character] when character is not ('"' or '\n' or '\r') && char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character) => character,
        _ => throw new ToolException(ExitCode.Usage, $"separator: '{text}'; give one character that is neither letter, digit nor quote, or tab or space."),
    };
}
