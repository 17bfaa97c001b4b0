namespace HyperGan.Autograd;

public readonly partial struct Tensor
{
    /// <summary> y = −mean of ln softmax(x)[label] over all rows, this being the logits x      dx += dy ⊙ (softmax(x) − [label]) / n </summary>
    /// <param name="labels"> The right column for every row, for all matrices alike, or for every row of every matrix. </param>
    /// <exception cref="ArgumentException"> There are other than Rows or Stack · Rows labels. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> A label is not a column. </exception>
    public Tensor SoftmaxCrossEntropy(ReadOnlySpan<int> labels)
    {
        RefuseUnlessColumns("SoftmaxCrossEntropy", labels);   // before anything is recorded
        return -LogSoftmax().Pick(labels).Mean();
    }
}
