using HyperGan.Uncertainty;

namespace HyperGan;

/// <summary> What a population of generated networks makes of labelled data: each for itself, and as ensembles. </summary>
/// <param name="MeanLoss"> Mean over the members of a member's loss: squared error, or cross entropy in nats. </param>
/// <param name="LossDeviation"> Deviation over the members of that loss, n − 1 in the denominator. </param>
/// <param name="EnsembleLosses"> Size of an ensemble of the first members, and the loss of its mean output (of classes: its mean probabilities). </param>
/// <param name="NormDeviations"> <see cref="NormDeviation"/> of each layer, over the first 64 members. </param>
/// <param name="Disagreement"> Of numbers: the root of the mean squared difference between two members' outputs. Of classes: the share of rows that two members label differently. </param>
public sealed record PopulationStatistics(
    double MeanLoss, double LossDeviation, IReadOnlyList<(int Members, double Loss)> EnsembleLosses, IReadOnlyList<double> NormDeviations, double Disagreement)
{
    /// <summary> Sizes of the ensembles that are looked at. </summary>
    static readonly int[] _sizes = [1, 5, 10, 100];

    /// <summary> Statistics of the first 100 members of <paramref name="ensemble"/> on <paramref name="data"/>, in the units of the data. </summary>
    /// <exception cref="ArgumentException"> The data do not fit the networks. </exception>
    public static PopulationStatistics Of(Ensemble ensemble, TrainingData data, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        ArgumentNullException.ThrowIfNull(data);
        if (data.InputWidth != ensemble.Inputs || (data.TargetWidth > 0 && data.TargetWidth != ensemble.Outputs))
            throw new ArgumentException($"PopulationStatistics: rows of {data.InputWidth} inputs and {data.TargetWidth} targets do not fit networks from {ensemble.Inputs} to {ensemble.Outputs}.");
        foreach (var label in data.Labels)
            if (label >= ensemble.Outputs)
                throw new ArgumentException($"PopulationStatistics: there is a label {label}, but the networks have {ensemble.Outputs} outputs; labels are counted from 0.");
        var members = _sizes[^1];
        IPopulation population = data.TargetWidth > 0 ? new Regressions(data, members) : new Classifications(data, members, ensemble.Outputs);
        ensemble.Predict(data.Inputs, members, population.Add, seed);
        var losses = population.MemberLosses;
        var mean = losses.Average();
        return new(
            mean,
            Math.Sqrt(losses.Sum(loss => (loss - mean) * (loss - mean)) / (members - 1)),
            [.. _sizes.Select((size, i) => (size, population.EnsembleLosses[i]))],
            ensemble.NormDeviations(members, seed),
            population.Disagreement);
    }

    interface IPopulation
    {
        double[] MemberLosses { get; }

        double[] EnsembleLosses { get; }

        double Disagreement { get; }

        void Add(int firstRow, int rows, ReadOnlySpan<Real> outputs);
    }

    sealed class Regressions(TrainingData data, int members) : IPopulation
    {
        public double[] MemberLosses { get; } = new double[members];

        public double[] EnsembleLosses { get; } = new double[_sizes.Length];

        public double Disagreement => Math.Sqrt(_squaredDifference);

        double _squaredDifference;

        public void Add(int firstRow, int rows, ReadOnlySpan<Real> outputs)
        {
            var width = data.TargetWidth;
            var all = (double)data.Rows * width;
            for (var i = 0; i < rows * width; i++)
            {
                var target = data.Targets[firstRow * width + i];
                var (sum, squares, size) = (0.0, 0.0, 0);
                for (var member = 0; member < members; member++)
                {
                    var error = outputs[member * rows * width + i] - (double)target;
                    MemberLosses[member] += error * error / all;
                    (sum, squares) = (sum + error, squares + error * error);
                    if (member + 1 == _sizes[size])
                        EnsembleLosses[size++] += Math.Pow(sum / (member + 1), 2) / all;
                }
                // The mean over pairs of (a − b)² is twice the variance with n − 1 in the denominator.
                _squaredDifference += 2 * (squares - sum * sum / members) / (members - 1) / all;
            }
        }
    }

    sealed class Classifications(TrainingData data, int members, int classes) : IPopulation
    {
        public double[] MemberLosses { get; } = new double[members];

        public double[] EnsembleLosses { get; } = new double[_sizes.Length];

        public double Disagreement { get; private set; }

        public void Add(int firstRow, int rows, ReadOnlySpan<Real> outputs)
        {
            var probabilities = new double[members * classes];
            var logs = new double[members];
            var votes = new int[classes];
            for (var row = 0; row < rows; row++)
            {
                for (var member = 0; member < members; member++)
                {
                    var logits = outputs.Slice((member * rows + row) * classes, classes);
                    Logits.ToProbabilities(logits, probabilities.AsSpan(member * classes, classes));
                    logs[member] = Logits.LogProbability(logits, data.Labels[firstRow + row]);
                }
                AddLosses(logs);
                AddVotes(probabilities, votes);
            }
        }

        /// <summary> From ln p of the label, since p itself may be too small for a number: the sum over members is kept relative to the largest. </summary>
        void AddLosses(double[] logs)
        {
            var (largest, sum, size) = (logs[0], 0.0, 0);
            for (var member = 0; member < members; member++)
            {
                MemberLosses[member] -= logs[member] / data.Rows;
                var most = Math.Max(largest, logs[member]);
                (sum, largest) = (sum * Math.Exp(largest - most) + Math.Exp(logs[member] - most), most);
                if (member + 1 == _sizes[size])
                    EnsembleLosses[size++] -= (largest + Math.Log(sum / (member + 1))) / data.Rows;
            }
        }

        void AddVotes(double[] probabilities, int[] votes)
        {
            Array.Clear(votes);
            for (var member = 0; member < members; member++)
                votes[new Categorical(probabilities.AsSpan(member * classes, classes)).Mode]++;
            var agreeing = votes.Sum(count => (double)count * (count - 1));
            Disagreement += (1 - agreeing / ((double)members * (members - 1))) / data.Rows;
        }
    }
}
