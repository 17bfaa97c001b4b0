using HyperGan.Kernels;

namespace HyperGan.Tests;

public class ThreeClustersTests
{
    readonly ThreeClusters _data = ThreeClusters.Sample(1);

    [Fact]
    public void There_are_4500_points_to_train_on_and_1500_to_test()
    {
        Assert.Equal((4_500, 1_500), (_data.Train.Count, _data.Test.Count));
        Assert.Equal((9_000, 3_000), (_data.Train.X.Count, _data.Test.X.Count));
        var counts = _data.Train.Labels.Concat(_data.Test.Labels).CountBy(label => label).OrderBy(pair => pair.Key);
        Assert.Equal([KeyValuePair.Create(0, 2_000), KeyValuePair.Create(1, 2_000), KeyValuePair.Create(2, 2_000)], counts);
        Assert.All(_data.Test.Labels.CountBy(label => label), pair => Assert.InRange(pair.Value, 430, 570));
    }

    [Fact]
    public void Each_class_has_its_centre_and_its_variance()
    {
        for (var label = 0; label < ThreeClusters.Classes; label++)
            for (var axis = 0; axis < 2; axis++)
            {
                var values = Enumerable.Range(0, 4_500).Where(i => _data.Train.Labels[i] == label).Select(i => (double)_data.Train.X[2 * i + axis]).ToArray();
                var mean = values.Average();
                Assert.Equal(ThreeClusters.Centres[2 * label + axis], mean, 0.2);
                Assert.Equal(5, values.Average(x => (x - mean) * (x - mean)), 0.5);
            }
    }

    [Fact]
    public void The_seed_decides()
    {
        Assert.Equal(_data.Train.X, ThreeClusters.Sample(1).Train.X);
        Assert.Equal(_data.Test.Labels, ThreeClusters.Sample(1).Test.Labels);
        Assert.NotEqual(_data.Train.X, ThreeClusters.Sample(2).Train.X);
    }

    /// <summary>
    /// What the posterior reaches, integrated over the plane. The accuracy is known otherwise: 1 − 2Φ(−a) + P(Z > a, Z' > a) with a = 3/√5 and
    /// correlation ½ is 0.848134. (Sampling, others had found 0.8483, 0.3846 and 0.2183.)
    /// </summary>
    [Fact]
    public void The_posterior_is_the_best_there_is()
    {
        const double step = 0.125;
        var (mass, accuracy, nll, brier) = (0.0, 0.0, 0.0, 0.0);
        var p = new double[3];
        for (var x = -12.0; x <= 18; x += step)
            for (var y = -12.0; y <= 17; y += step)
            {
                ThreeClusters.Posterior([(Real)x, (Real)y], p);
                var density = Density(x, y) * step * step;
                mass += density;
                accuracy += density * p.Max();
                nll -= density * p.Sum(pk => pk > 0 ? pk * Math.Log(pk) : 0);
                brier += density * (1 - p.Sum(pk => pk * pk));
            }
        Assert.Equal(1, mass, 1e-5);
        Assert.Equal(0.848134, accuracy, 1e-4);
        Assert.Equal(0.384389, nll, 1e-6);
        Assert.Equal(0.218281, brier, 1e-6);
    }

    [Fact]
    public void The_posterior_fits_the_points_that_are_drawn()
    {
        var p = new double[1_500 * 3];
        ThreeClusters.Posterior([.. _data.Test.X], p);
        var right = Enumerable.Range(0, 1_500).Count(i => p.AsSpan(3 * i, 3).IndexOf(p[(3 * i)..(3 * i + 3)].Max()) == _data.Test.Labels[i]);
        Assert.Equal(0.8481, right / 1_500.0, 3 * 0.0093);
    }

    [Fact]
    public void The_posterior_holds_far_away()
    {
        var p = new double[6];
        ThreeClusters.Posterior([1e4f, 0, -1e4f, 0], p);
        Assert.Equal([0, 1, 0, 1, 0, 0], p);
        Assert.Throws<ArgumentException>(() => ThreeClusters.Posterior([1, 2, 3], new double[3]));
    }

    /// <summary> The reference used the first axis' range for both; each axis has its own. </summary>
    [Fact]
    public void The_outside_reaches_5_further_on_every_side_of_each_axis()
    {
        for (var axis = 0; axis < 2; axis++)
        {
            var values = _data.Train.X.Concat(_data.Test.X).Where((_, i) => i % 2 == axis).ToArray();
            Assert.Equal(values.Min() - 5, _data.Outside.Low[axis]);
            Assert.Equal(values.Max() + 5, _data.Outside.High[axis]);
        }
        var outside = _data.Outside.Sample(1_000, new RandomStream(1));
        for (var i = 0; i < 1_000; i++)
            Assert.True(_data.Outside.Contains(outside.AsSpan(2 * i, 2)));
        Assert.Equal(0.93, Auroc(outside), 0.02);
    }

    /// <summary> How well the density of the data tells points from outside: evaluation by others found 0.934. </summary>
    double Auroc(Real[] outside)
    {
        var inside = Enumerable.Range(0, 1_500).Select(i => Density(_data.Test.X[2 * i], _data.Test.X[2 * i + 1])).Order().ToArray();
        return Enumerable.Range(0, 1_000).Average(i => 1 - ~Array.BinarySearch(inside, Density(outside[2 * i], outside[2 * i + 1])) / 1_500.0);
    }

    static double Density(double x, double y) => (Normal(x, y) + Normal(x - 6, y) + Normal(x - 3, y - 3 * Math.Sqrt(3))) / 3;

    static double Normal(double x, double y) => Math.Exp(-(x * x + y * y) / 10) / (10 * Math.PI);
}
