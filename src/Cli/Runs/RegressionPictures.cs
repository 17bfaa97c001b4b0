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
    /// <summary> Levels of a calibration curve. </summary>
    const int LevelCount = 19;

    /// <summary> Of a target: predicted against true, and the calibration of the intervals. </summary>
    public void Draw(int target, Forecasts forecasts, Forecasts? linear)
    {
        DrawPredicted(target, forecasts);
        DrawCalibration(target, forecasts, linear);
    }

    /// <summary> The band along every feature that varies. </summary>
    public void DrawBands(HyperGanRegressor model, TypicalRow typical, Terminal terminal) => new FeaturePictures(folder, terminal).Draw(
        typical, model.Targets,
        (number, x, rows, path) => DrawBands(model, rows, path, (target, mean, deviation) => new UncertaintyBand
        {
            Title = $"{target} along {number.Name}", Subtitle = Subtitle, XLabel = number.Name, YLabel = target, X = x, Mean = mean, Deviation = deviation,
        }),
        (text, categories, rows, path) => DrawBands(model, rows, path, (target, mean, deviation) => new CategoryBand
        {
            Title = $"{target} along {text.Name}", Subtitle = Subtitle + FeaturePictures.Shown(text, categories), XLabel = text.Name, YLabel = target,
            Categories = categories, Mean = mean, Deviation = deviation,
        }));

    string Subtitle => $"{request.Title}; all other features at typical values; σ is disagreement and noise together";

    void DrawPredicted(int target, Forecasts forecasts) => new PredictedAgainstTrue
    {
        Title = $"{Name(target)}: predicted against true", Subtitle = $"{request.Title}, {forecasts.Truth.Length} rows held out",
        XLabel = $"true {Name(target)}", YLabel = "predicted", IntervalName = "90 % interval",
        Truth = forecasts.Truth, Predicted = forecasts.Means, Lower = forecasts.Lower, Upper = forecasts.Upper,
    }.SavePng(folder.File($"predicted{Suffix(target)}.png"));

    void DrawCalibration(int target, Forecasts forecasts, Forecasts? linear)
    {
        List<Curve> curves = [Calibration(request.Preset, forecasts)];
        if (linear is not null)
            curves.Add(Calibration("linear", linear));
        new CalibrationCurve
        {
            Title = $"{Name(target)}: calibration of the intervals", Subtitle = $"{request.Title}, {forecasts.Truth.Length} rows held out",
            XLabel = "level of the central interval", YLabel = "share of rows it covers", Curves = curves, Count = forecasts.Truth.Length,
        }.SavePng(folder.File($"calibration{Suffix(target)}.png"));
    }

    static Curve Calibration(string name, Forecasts forecasts)
    {
        var curve = Levels.OfIntervals(forecasts.Transforms, Levels.EvenLevels(LevelCount));
        return new(name, curve.Levels.ToArray(), curve.Observed.ToArray());
    }

    void DrawBands(HyperGanRegressor model, Real[] rows, Func<string, string> path, Func<string, double[], double[], Figure> figure)
    {
        var prediction = model.Predict(rows, request.Networks);
        for (var t = 0; t < model.Targets; t++)
        {
            var (mean, deviation) = (new double[prediction.Rows], new double[prediction.Rows]);
            for (var i = 0; i < prediction.Rows; i++)
            {
                var distribution = prediction.Distribution(i, t);
                (mean[i], deviation[i]) = (distribution.Mean, Math.Sqrt(distribution.Variance));
            }
            figure(Name(t), mean, deviation).SavePng(path(Suffix(t)));
        }
    }

    string Name(int target) => schema.Targets[target].Name;

    /// <summary> Tells targets apart where there are several; by number too where the letters that a file's name can have do not. </summary>
    string Suffix(int target)
    {
        if (schema.Targets.Count == 1)
            return "";
        var names = schema.Targets.Select(column => FeaturePictures.FileName(column.Name)).ToArray();
        var apart = names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length;
        return apart ? $"-{names[target]}" : string.Create(CultureInfo.InvariantCulture, $"-{target + 1}-{names[target]}");
    }
}
