import type * as firehose from "@aws-sdk/client-firehose";
import type { Props } from "../../row";

/** `extendedS3Configuration` as the API has it. */
export function destinationToAws(destination: Props): Props {
    const { dynamicPartitioningConfiguration: partitioning, s3BackupConfiguration: backup } = destination;
    return {
        ...bucketToAws(destination),
        dynamicPartitioningConfiguration: partitioning && {
            enabled: partitioning.enabled ?? false,
            retryOptions: partitioning.retryDuration && { durationInSeconds: partitioning.retryDuration },
        },
        processingConfiguration: {
            enabled: destination.processingConfiguration !== undefined,
            ...destination.processingConfiguration,
        },
        s3BackupConfiguration: backup && bucketToAws(backup),
    };
}

/** The reverse of {@link destinationToAws}. */
export function destinationFromAws(found: firehose.ExtendedS3DestinationDescription): Props {
    const { DynamicPartitioningConfiguration: partitioning, S3BackupDescription: backup } = found;
    return {
        ...bucketFromAws(found),
        dynamicPartitioningConfiguration: {
            enabled: partitioning?.Enabled ?? false,
            retryDuration: partitioning?.RetryOptions?.DurationInSeconds,
        },
        s3BackupConfiguration: backup && bucketFromAws(backup),
    };
}

function bucketToAws({ bufferingInterval, bufferingSize, kmsKeyArn, ...bucket }: Props): Props {
    return {
        ...bucket,
        bufferingHints: { intervalInSeconds: bufferingInterval, sizeInMBs: bufferingSize },
        // An update without encryption would leave the old one.
        encryptionConfiguration:
            kmsKeyArn === undefined
                ? { noEncryptionConfig: "NoEncryption" }
                : { kmsEncryptionConfig: { awskmsKeyArn: kmsKeyArn } },
    };
}

function bucketFromAws({
    BufferingHints,
    EncryptionConfiguration,
    ...found
}: firehose.S3DestinationDescription): Props {
    return {
        ...found,
        bufferingInterval: BufferingHints?.IntervalInSeconds,
        bufferingSize: BufferingHints?.SizeInMBs,
        kmsKeyArn: EncryptionConfiguration?.KMSEncryptionConfig?.AWSKMSKeyARN,
    };
}
