using ProfileTwoFactor.Mail.Queue;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>What there is to say, or what becomes of the job when there is nothing.</summary>
internal readonly record struct TopicReading(AnnouncementTopic? Topic, JobStep Otherwise)
{
    public static implicit operator TopicReading(AnnouncementTopic topic) => new(topic, default);

    public static implicit operator TopicReading(JobStep step) => new(null, step);
}
