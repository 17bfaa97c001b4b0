using System.Text;

namespace HyperGan;

/// <summary>
/// Files that are there whole or not at all: written under another name in the same folder, flushed to the disk, then renamed over the
/// old one. Whatever fails on the way, the writer or the disk, the old file is untouched.
/// </summary>
public static class AtomicFile
{
    /// <summary> The file becomes what <paramref name="write"/> writes. Several processes may do so at once: the last one wins. </summary>
    /// <exception cref="IOException"> The folder does not exist, the disk is full, the path names a folder. </exception>
    /// <exception cref="UnauthorizedAccessException"> The folder or the old file may not be written. </exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var file = new FileInfo(path);
        // A link stays a link: what it points to is replaced.
        var whole = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        var part = Path.Combine(Path.GetDirectoryName(whole) ?? whole, $".{Path.GetFileName(whole)}.{Path.GetRandomFileName()}");
        try
        {
            using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(part, whole, overwrite: true);
        }
        finally
        {
            // Gone already where the rename succeeded; Delete does not mind.
            if (Directory.Exists(Path.GetDirectoryName(whole)))
                File.Delete(part);
        }
    }

    /// <summary> The file becomes this text, UTF-8 without a byte order mark. </summary>
    /// <inheritdoc cref="Write"/>
    public static void WriteText(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }
}
