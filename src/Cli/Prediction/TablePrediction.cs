using System.Diagnostics;
using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Prediction;

/// <summary>
/// The predictions of a table of any length. Three threads at most: one reads rows, one asks the networks, one works out the numbers and writes
/// them; between them a few blocks wait, so that memory does not depend on the rows.
/// </summary>
/// <param name="model"> The model. </param>
/// <param name="path"> The table. </param>
/// <param name="options"> How to read it. </param>
sealed class TablePrediction(IRowModel model, string path, TableOptions options)
{
    /// <summary> Blocks that wait between two threads. </summary>
    const int Waiting = 2;

    long _dropped;

    /// <summary> What was done. </summary>
    public sealed record Summary(long Rows, long DroppedRows, TimeSpan Time);

    /// <summary> Predicts all rows into a file, which is there whole or not at all. </summary>
    /// <param name="into"> The file. </param>
    /// <param name="progress"> Told how many rows are done. </param>
    /// <param name="cancellation"> Ends it after the block at hand. </param>
    /// <exception cref="TableException"> The table is not one for this model; the message names the place. </exception>
    /// <exception cref="OperationCanceledException"> It was cancelled. </exception>
    public Summary Write(string into, Action<long> progress, CancellationToken cancellation)
    {
        var (watch, rows) = (Stopwatch.StartNew(), 0L);
        AtomicFile.Write(into, stream =>
        {
            using var writer = new PredictionWriter(stream, options.DropMissing ? ["row", .. model.Columns] : model.Columns);
            foreach (var block in Predicted(Read().WorkAhead(Waiting)).WorkAhead(Waiting))
            {
                cancellation.ThrowIfCancellationRequested();
                Write(block, writer);
                progress(rows += block.Rows);
            }
            if (rows == 0)
                throw new TableException($"{path}: no rows{(_dropped > 0 ? $" without missing values ({_dropped} left out)" : "")}; there is nothing to predict.");
        });
        return new(rows, _dropped, watch.Elapsed);
    }

    IEnumerable<Block> Read()
    {
        using var reader = new FeatureReader(path, model.Schema, options);
        var width = model.Schema.FeatureWidth;
        while (true)
        {
            var block = new Block(new Real[model.BlockRows * width], new long[model.BlockRows]);
            while (block.Rows < model.BlockRows && reader.Read(block.Features.AsSpan(block.Rows * width, width)))
                block.Numbers[block.Rows++] = reader.Row;
            _dropped = reader.DroppedRows;
            if (block.Rows == 0)
                yield break;
            yield return block;
        }
    }

    IEnumerable<Block> Predicted(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
        {
            block.Figures = Try(block, 0, block.Rows) ?? throw new TableException(
                $"{path}, row {block.Numbers[FirstWithout(block)]}: the networks give no finite number for it; its values are far outside of those that the model has learnt from.");
            yield return block;
        }
    }

    /// <summary> The predictions of some rows of a block; null if one is no finite number. </summary>
    Action<int, Span<double>>? Try(Block block, int first, int count)
    {
        try
        {
            return model.Predict(block.Features.AsSpan(first * model.Schema.FeatureWidth, count * model.Schema.FeatureWidth));
        }
        catch (ArgumentException e) when (e is not ArgumentOutOfRangeException)   // that is about the number of members, not about a row
        {
            return null;
        }
    }

    /// <summary> The first row of a block that has no prediction; one of them has none. </summary>
    int FirstWithout(Block block)
    {
        var (low, high) = (0, block.Rows);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Try(block, low, middle - low) is null)
                high = middle;
            else
                low = middle;
        }
        return low;
    }

    void Write(Block block, PredictionWriter writer)
    {
        Span<double> figures = new double[model.Columns.Count];
        for (var row = 0; row < block.Rows; row++)
        {
            block.Figures!(row, figures);
            if (options.DropMissing)
                writer.Add(block.Numbers[row]);
            writer.Add(figures);
        }
    }

    /// <summary> Rows on their way through. </summary>
    sealed class Block(Real[] features, long[] numbers)
    {
        public Real[] Features => features;

        /// <summary> The numbers of the rows in the table. </summary>
        public long[] Numbers => numbers;

        public int Rows { get; set; }

        public Action<int, Span<double>>? Figures { get; set; }
    }
}
