using System.Globalization;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Runs;

/// <summary> Goes along the features that vary, one after the other, with all others at their typical values: a picture or more each. </summary>
/// <param name="folder"> Where pictures go. </param>
/// <param name="terminal"> Told what is left out. </param>
sealed class FeaturePictures(RunFolder folder, Terminal terminal)
{
    /// <summary> Pictures that are drawn at most. </summary>
    const int Most = 30;

    /// <summary> Points along a number. </summary>
    const int Points = 101;

    /// <summary> Categories of a text that are shown at most. </summary>
    const int MostCategories = 30;

    /// <summary> Letters of a column's name in that of a file. </summary>
    const int LongestName = 60;

    /// <summary> Draws along a number, given its values and the rows in which it has them. </summary>
    public delegate void AlongNumber(TypicalRow.Number number, double[] values, Real[] rows, Func<string, string> path);

    /// <summary> Draws along a text, given categories and the rows in which it has them. </summary>
    public delegate void AlongText(TypicalRow.Text text, string[] categories, Real[] rows, Func<string, string> path);

    /// <summary> Draws along every feature that varies. Whoever draws gets the path of a picture by what tells several of one feature apart. </summary>
    /// <param name="typical"> What the others are kept at. </param>
    /// <param name="each"> Pictures of a feature. </param>
    /// <param name="number"> Draws along a number. </param>
    /// <param name="text"> Draws along a text. </param>
    public void Draw(TypicalRow typical, int each, AlongNumber number, AlongText text)
    {
        var features = typical.Features.Where(feature => feature.Varies).ToArray();
        var most = Math.Max(1, Most / each);
        for (var i = 0; i < Math.Min(features.Length, most); i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"band-{i + 1:D2}-{FileName(features[i].Name)}");
            string Path(string suffix) => folder.File($"{name}{suffix}.png");
            if (features[i] is TypicalRow.Number ofNumber)
            {
                var values = ofNumber.Values(Points);
                number(ofNumber, values, typical.Along(ofNumber, values), Path);
            }
            else if (features[i] is TypicalRow.Text ofText)
            {
                var codes = ofText.Codes(MostCategories);
                text(ofText, [.. codes.Select(code => ofText.Categories[code])], typical.Along(ofText, codes), Path);
            }
        }
        if (features.Length > most)
            terminal.Say($"Bands are drawn along the first {most} of {features.Length} features.");
    }

    /// <summary> What a subtitle says of the categories that are shown, if they are not all. </summary>
    public static string Shown(TypicalRow.Text text, string[] categories) =>
        categories.Length < text.Categories.Count ? $"; the {categories.Length} most frequent of {text.Categories.Count}" : "";

    /// <summary> A name that every file system takes, of columns of long names the beginning. </summary>
    public static string FileName(string name) => string.Concat(name.Take(LongestName).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
}
