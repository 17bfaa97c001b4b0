namespace HyperGan.Tests.Training;

public class BatchSamplerTests
{
    [Theory]
    [InlineData(1), InlineData(7), InlineData(10), InlineData(19)]
    public void An_epoch_has_every_row_once_in_a_new_order_each_time(int size)
    {
        var sampler = new BatchSampler(Small.Regression, size, new(1));
        var orders = new List<int[]>();
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var rows = new List<int>();
            while (rows.Count < 20)
            {
                var batch = sampler.Next();
                Assert.InRange(batch.Count, 1, size);
                for (var i = 0; i < batch.Count; i++)
                    Assert.Equal(Small.Regression.Targets[batch.Rows[i]], batch.Targets[i]);
                rows.AddRange(batch.Rows);
            }
            Assert.Equal(Enumerable.Range(0, 20), rows.Order());
            orders.Add([.. rows]);
        }
        Assert.NotEqual(orders[0], orders[1]);
        Assert.NotEqual(orders[1], orders[2]);
    }

    [Fact]
    public void One_batch_of_all_rows_keeps_their_order() =>
        Assert.Equal(Enumerable.Range(0, 20), new BatchSampler(Small.Regression, 100, new(1)).Next().Rows.ToArray());

    [Fact]
    public void Labels_come_with_their_rows()
    {
        var batch = new BatchSampler(Small.Classification, 4, new(2)).Next();
        Assert.Equal(4, batch.Labels.Length);
        for (var i = 0; i < batch.Count; i++)
            Assert.Equal(Small.Classification.Labels[batch.Rows[i]], batch.Labels[i]);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_refused_by_row()
    {
        var message = Assert.Throws<ArgumentException>(() => TrainingData.Regression([1, 2, Real.NaN, 4], 2, [1, 2])).Message;
        Assert.Contains("input 0 of row 1", message, StringComparison.Ordinal);
    }
}
