namespace Samanvay.Server.Hosting;

/// <summary>
/// The folder that holds everything, kept for one server as long as it runs: two would step on each other's work. The
/// operating system lets go of it also when the server is killed.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockName = "server.lock";

    private readonly FileStream _lock;

    private DataFolder(FileStream stream) => _lock = stream;

    public static DataFolder Take(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return new DataFolder(new FileStream(
                Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartException(
                $"The data folder {path} can not be written. Let this user write there, or name another with --data.");
        }
        catch (IOException problem) when (IsInUse(problem))
        {
            throw new StartException(
                $"Another server is at work on the data folder {path}. Stop it, or name another folder with --data.");
        }
        catch (IOException problem)
        {
            throw new StartException(
                $"The data folder {path} can not be used: {problem.Message.TrimEnd('.')}. Name another with --data.");
        }
    }

    // What the operating system calls it: a sharing violation, or a lock that would have to be waited for.
    private static bool IsInUse(IOException problem) => problem.HResult is unchecked((int)0x80070020) or 11 or 35;

    public void Dispose() => _lock.Dispose();
}
