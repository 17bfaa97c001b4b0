using System.Globalization;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Scoring;
using HyperGan.Cli.Tables;
using HyperGan.Plotting;
using Levels = HyperGan.Uncertainty.CalibrationCurve;

namespace HyperGan.Cli.Runs;

/// <summary> The pictures of a training on a table: how good the predictions are, how honest, and what they are along each feature. </summary>
sealed class RegressionPictures(TableRequest request, TableSchema schema, RunFolder folder)
{
    /// <summary> Points of a band. </summary>
    const int Points = 101;

    /// <summary> Bands that are drawn at most. </summary>
    const int MostBands = 30;

    /// <summary> Levels of a calibration curve. </summary>
    const int LevelCount = 19;

    /// <summary> Of a target: predicted against true, and the calibration of the intervals. </summary>
    public void Draw(int target, Forecasts forecasts, Forecasts? linear)
    {
        var name = schema.Targets[target].Name;
        DrawPredicted(name, forecasts);
        DrawCalibration(name, forecasts, linear);
    }

    /// <summary> The band along every feature that is a number and varies. </summary>
    public void DrawBands(HyperGanRegressor model, TypicalRow typical, Terminal terminal)
    {
        var numbers = typical.Numbers.Where(number => number.Low < number.High).ToArray();
        var (drawn, most) = (0, Math.Max(1, MostBands / model.Targets));
        foreach (var number in numbers.Take(most))
            DrawBand(model, ++drawn, number, typical);
        if (numbers.Length > most)
            terminal.Say($"Bands are drawn along the first {most} of {numbers.Length} features.");
    }

    void DrawPredicted(string target, Forecasts forecasts) => new PredictedAgainstTrue
    {
        Title = $"{target}: predicted against true", Subtitle = $"{request.Title}, {forecasts.Truth.Length} rows held out",
        XLabel = $"true {target}", YLabel = "predicted", IntervalName = "90 % interval",
        Truth = forecasts.Truth, Predicted = forecasts.Means, Lower = forecasts.Lower, Upper = forecasts.Upper,
    }.SavePng(folder.File($"predicted{Suffix(target)}.png"));

    void DrawCalibration(string target, Forecasts forecasts, Forecasts? linear)
    {
        List<Curve> curves = [Calibration(request.Preset, forecasts)];
        if (linear is not null)
            curves.Add(Calibration("linear", linear));
        new CalibrationCurve
        {
            Title = $"{target}: calibration of the intervals", Subtitle = $"{request.Title}, {forecasts.Truth.Length} rows held out",
            XLabel = "level of the central interval", YLabel = "share of rows it covers", Curves = curves, Count = forecasts.Truth.Length,
        }.SavePng(folder.File($"calibration{Suffix(target)}.png"));
    }

    static Curve Calibration(string name, Forecasts forecasts)
    {
        var curve = Levels.OfIntervals(forecasts.Transforms, Levels.EvenLevels(LevelCount));
        return new(name, curve.Levels.ToArray(), curve.Observed.ToArray());
    }

    void DrawBand(HyperGanRegressor model, int index, TypicalRow.Number number, TypicalRow typical)
    {
        double[] x = [.. Enumerable.Range(0, Points).Select(i => number.Low + (number.High - number.Low) * i / (Points - 1.0))];
        var prediction = model.Predict(typical.Along(number, x), request.Networks);
        for (var t = 0; t < model.Targets; t++)
        {
            var name = schema.Targets[t].Name;
            new UncertaintyBand
            {
                Title = $"{name} along {number.Name}", Subtitle = $"{request.Title}; all other features at their medians; σ is disagreement and noise together",
                XLabel = number.Name, YLabel = name, X = x,
                Mean = [.. x.Select((_, i) => prediction.Distribution(i, t).Mean)], Deviation = [.. x.Select((_, i) => Math.Sqrt(prediction.Distribution(i, t).Variance))],
            }.SavePng(folder.File(string.Create(CultureInfo.InvariantCulture, $"band-{index:D2}-{FileName(number.Name)}{Suffix(name)}.png")));
        }
    }

    /// <summary> Tells targets apart where there are several. </summary>
    string Suffix(string target) => schema.Targets.Count > 1 ? $"-{FileName(target)}" : "";

    static string FileName(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
}
