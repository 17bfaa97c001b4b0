using HyperGan.Cli.Reporting;
using HyperGan.Cli.Tables;
using HyperGan.Plotting;

namespace HyperGan.Cli.Runs;

/// <summary> The pictures of a training on a table whose target is a class: how honest its confidence is, and what it finds probable along each feature. </summary>
sealed class ClassificationPictures(TableRequest request, TableSchema schema, RunFolder folder)
{
    /// <summary> Classes in a picture: there are as many pairs of a colour and a kind of line. </summary>
    const int MostClasses = 16;

    string Target => schema.Targets[0].Name;

    string Subtitle => $"{request.Title}; all other features at typical values; disagreement is the mutual information of class and network";

    /// <summary> How often which confidence is right. </summary>
    public void DrawCalibration(IReadOnlyList<(double Confidence, double Share)> points, int rows) => new CalibrationCurve
    {
        Title = $"{Target}: calibration of the confidence", Subtitle = $"{request.Title}, {rows} rows held out",
        XLabel = "confidence in the most probable class", YLabel = "share of rows in which it is right",
        Curves = [new(request.Preset, [.. points.Select(point => point.Confidence)], [.. points.Select(point => point.Share)])],
    }.SavePng(folder.File("calibration.png"));

    /// <summary> The probability of every class along every feature that varies. </summary>
    public void DrawProbabilities(HyperGanClassifier model, TypicalRow typical, Terminal terminal) => new FeaturePictures(folder, terminal).Draw(
        typical, each: 1,
        (number, x, rows, path) =>
        {
            var prediction = model.Predict(rows, request.Networks);
            new ClassProbabilities
            {
                Title = $"{Target} along {number.Name}", Subtitle = Subtitle + Left(prediction.Classes), XLabel = number.Name, YLabel = "probability",
                X = x, Classes = Classes(prediction), Disagreement = Disagreement(prediction),
            }.SavePng(path(""));
        },
        (text, categories, rows, path) =>
        {
            var prediction = model.Predict(rows, request.Networks);
            new ClassProbabilities
            {
                Title = $"{Target} along {text.Name}", Subtitle = Subtitle + FeaturePictures.Shown(text, categories) + Left(prediction.Classes), XLabel = text.Name, YLabel = "probability",
                Categories = categories, Classes = Classes(prediction), Disagreement = Disagreement(prediction),
            }.SavePng(path(""));
        });

    ClassProbability[] Classes(ClassificationPrediction prediction) => MostProbable(
        [.. schema.Targets[0].Categories!.Select((name, k) => new ClassProbability(name, [.. Enumerable.Range(0, prediction.Rows).Select(i => prediction.Probabilities[i * prediction.Classes + k])]))]);

    /// <summary> Those that are most probable anywhere, as many as can be told apart, in their own order. </summary>
    public static ClassProbability[] MostProbable(ClassProbability[] classes) =>
        [.. Enumerable.Range(0, classes.Length).OrderByDescending(k => classes[k].Values.Max()).Take(MostClasses).Order().Select(k => classes[k])];

    static string Left(int classes) => classes > MostClasses ? $"; the {MostClasses} most probable of {classes} classes" : "";

    // Where all agree, a difference of two equal entropies may be rounding below 0.
    static double[] Disagreement(ClassificationPrediction prediction) => Array.ConvertAll(prediction.MutualInformation.ToArray(), nats => Math.Max(0, nats));
}
